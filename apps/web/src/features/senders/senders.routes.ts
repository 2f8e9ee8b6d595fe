import type { RouteRecordRaw } from 'vue-router';

export const sendersRoutes: RouteRecordRaw[] = [
  {
    path: 'sender',
    name: 'settings-sender',
    component: () => import('./views/SendersView.vue'),
    meta: { areas: ['senders'], title: 'senders.title' },
  },
  {
    path: 'sender/new',
    name: 'settings-sender-new',
    component: () => import('./views/NewSenderView.vue'),
    meta: { areas: ['senders'], title: 'senders.new.title' },
  },
  {
    path: 'sender/:senderId',
    name: 'settings-sender-one',
    component: () => import('./views/SenderView.vue'),
    // What keeps its mailbox from being read is said in the words of that page.
    meta: { areas: ['senders', 'inbound'], title: 'senders.title' },
  },
];
