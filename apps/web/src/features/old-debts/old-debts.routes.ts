import type { RouteRecordRaw } from 'vue-router';

export const oldDebtsRoutes: RouteRecordRaw[] = [
  {
    path: 'sync/connections/:connectionId/old-debts',
    name: 'old-debts',
    component: () => import('./views/OldDebtsView.vue'),
    meta: { areas: ['old-debts'], title: 'old-debts.title' },
  },
];
