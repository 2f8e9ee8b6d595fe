import type { RouteRecordRaw } from 'vue-router';

/** Claims that become time-barred. */
export const limitationRoutes: RouteRecordRaw[] = [
  {
    path: 'cases/limitation',
    name: 'limitation',
    component: () => import('./views/LimitationView.vue'),
    meta: { areas: ['limitation'], title: 'limitation.list.title' },
  },
];
