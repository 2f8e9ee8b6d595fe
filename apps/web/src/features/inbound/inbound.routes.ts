import type { RouteRecordRaw } from 'vue-router';

const areas = ['inbound'];

const screens: RouteRecordRaw[] = [
  {
    path: 'inbox',
    name: 'inbox',
    component: () => import('./views/InboxView.vue'),
    meta: { areas, title: 'inbound.inbox.title' },
  },
  {
    path: 'inbox/:mailId',
    name: 'inbound-mail',
    component: () => import('./views/InboundMailView.vue'),
    meta: { areas, title: 'inbound.mail.title' },
  },
];

const settings: RouteRecordRaw[] = [
  {
    path: 'sender/:senderId/mailbox',
    name: 'settings-sender-mailbox',
    component: () => import('./views/MailboxView.vue'),
    meta: { areas, title: 'inbound.mailbox.title' },
  },
];

export const inboundRoutes = { screens, settings };
