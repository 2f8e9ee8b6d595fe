import type { RouteRecordRaw } from 'vue-router';

export const agreementsRoutes: RouteRecordRaw[] = [
  {
    path: 'cases/agreements',
    name: 'agreements',
    component: () => import('./views/AgreementsView.vue'),
    meta: { areas: ['agreements'], title: 'agreements.lists.title' },
  },
];
