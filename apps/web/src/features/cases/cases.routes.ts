import type { RouteRecordRaw } from 'vue-router';

const areas = ['cases'];

export const casesRoutes: RouteRecordRaw[] = [
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
