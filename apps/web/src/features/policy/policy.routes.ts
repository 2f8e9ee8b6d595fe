import type { RouteRecordRaw } from 'vue-router';

export const policyRoutes: RouteRecordRaw[] = [
  {
    path: 'policy',
    name: 'settings-policy',
    component: () => import('./views/PoliciesView.vue'),
    meta: { areas: ['policy'], title: 'policy.title' },
  },
  {
    path: 'policy/forecast',
    name: 'settings-policy-forecast',
    component: () => import('./views/ForecastView.vue'),
    meta: { areas: ['policy', 'old-debts'], title: 'policy.forecast.title' },
  },
  {
    path: 'policy/clients',
    name: 'settings-policy-clients',
    component: () => import('./views/PolicyClientsView.vue'),
    meta: { areas: ['policy'], title: 'policy.clients.title' },
  },
  {
    path: 'policy/:policyId',
    name: 'settings-policy-one',
    component: () => import('./views/PolicyView.vue'),
    meta: { areas: ['policy'], title: 'policy.title' },
  },
];
