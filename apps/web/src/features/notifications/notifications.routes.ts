import type { RouteRecordRaw } from 'vue-router';

const screens: RouteRecordRaw[] = [
  {
    path: 'outbox',
    name: 'outbox',
    component: () => import('./views/OutboxView.vue'),
    meta: { areas: ['notifications'], title: 'notifications.outbox.title' },
  },
  {
    path: 'outbox/:noticeId',
    name: 'notice',
    component: () => import('./views/NoticeView.vue'),
    meta: { areas: ['notifications'], title: 'notifications.notice.title' },
  },
];

const settings: RouteRecordRaw[] = [
  {
    path: 'texts',
    name: 'settings-texts',
    component: () => import('./views/TextsView.vue'),
    meta: { areas: ['notifications'], title: 'notifications.texts.title' },
  },
  {
    path: 'texts/:stageKey/:language',
    name: 'settings-texts-one',
    component: () => import('./views/TextView.vue'),
    meta: { areas: ['notifications'], title: 'notifications.texts.title' },
  },
  {
    path: 'sending',
    name: 'settings-sending',
    component: () => import('./views/SendingView.vue'),
    meta: { areas: ['notifications'], title: 'notifications.sending.title' },
  },
];

export const notificationsRoutes = { screens, settings };
