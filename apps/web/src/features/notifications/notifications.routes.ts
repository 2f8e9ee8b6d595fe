import { defineAsyncComponent, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

/** @param parts what other features bring to the outbox, with words of their own */
const screens = (parts: { freshness: () => Promise<Component> }): RouteRecordRaw[] => [
  {
    path: 'outbox',
    name: 'outbox',
    component: () => import('./views/OutboxView.vue'),
    props: { freshness: defineAsyncComponent(parts.freshness) },
    meta: { areas: ['notifications', 'why'], title: 'notifications.outbox.title' },
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

/** Where the link of an evening mail leads: nobody is signed in. */
const alone: RouteRecordRaw[] = [
  {
    path: '/release',
    name: 'release',
    component: () => import('./views/ReleaseView.vue'),
    meta: { isPublic: true, areas: ['notifications'], title: 'notifications.release.title' },
  },
];

export const notificationsRoutes = { alone, screens, settings };
