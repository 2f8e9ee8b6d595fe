import type { RouteRecordRaw } from 'vue-router';

const areas = ['cases'];

const screens: RouteRecordRaw[] = [
  {
    path: 'cases',
    name: 'cases',
    component: () => import('./views/CaseListView.vue'),
    meta: { areas, title: 'cases.title' },
  },
  {
    path: 'cases/:caseId',
    name: 'case',
    component: () => import('./views/CaseView.vue'),
    meta: { areas, title: 'cases.case' },
  },
];

const settings: RouteRecordRaw[] = [
  {
    path: 'policy',
    name: 'settings-policy',
    component: () => import('./views/PolicyView.vue'),
    meta: { areas, title: 'cases.policy.title' },
  },
];

export const casesRoutes = { screens, settings };
