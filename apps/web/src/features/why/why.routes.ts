import type { RouteRecordRaw } from 'vue-router';

export const whyRoutes: RouteRecordRaw[] = [
  {
    path: 'cases/held',
    name: 'held',
    component: () => import('./views/HeldView.vue'),
    meta: { areas: ['why'], title: 'why.list.title' },
  },
  {
    path: 'false-reminders',
    name: 'false-reminders',
    component: () => import('./views/FalseRemindersView.vue'),
    meta: { areas: ['why'], title: 'why.crossed.title' },
  },
];
