import type { RouteComponent, RouteRecordRaw } from 'vue-router';

const areas = ['cases'];

/** `list` is the screen people begin on: it comes together with the frame. */
export const casesRoutes = (list: () => Promise<RouteComponent>): RouteRecordRaw[] => [
  {
    path: 'cases',
    name: 'cases',
    component: list,
    meta: { areas, title: 'cases.title' },
  },
  {
    path: 'cases/:caseId',
    name: 'case',
    component: () => import('./views/CaseView.vue'),
    meta: { areas: [...areas, 'agreements'], title: 'cases.case' },
  },
];
