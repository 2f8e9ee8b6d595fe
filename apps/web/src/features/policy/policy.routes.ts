import type { RouteRecordRaw } from 'vue-router';

export const policyRoutes: RouteRecordRaw[] = [
  {
    path: 'policy',
    name: 'settings-policy',
    component: () => import('./views/PolicyView.vue'),
    meta: { areas: ['policy'], title: 'policy.title' },
  },
];
