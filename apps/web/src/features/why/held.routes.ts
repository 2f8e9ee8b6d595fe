import type { RouteRecordRaw } from 'vue-router';

export const heldRoutes: RouteRecordRaw[] = [
  {
    path: 'cases/held',
    name: 'held',
    component: () => import('./views/HeldView.vue'),
    meta: { areas: ['why'], title: 'why.list.title' },
  },
];
