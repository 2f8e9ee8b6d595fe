import type { RouteRecordRaw } from 'vue-router';

/** Reference and exchange rates, for operators of the installation. */
export const ratesRoutes: RouteRecordRaw[] = [
  {
    path: 'rates',
    name: 'admin-rates',
    component: () => import('./views/RatesView.vue'),
    meta: { areas: ['rates'], title: 'rates.title' },
  },
];
