import { defineAsyncComponent, type Component } from 'vue';
import type { RouteComponent, RouteRecordRaw } from 'vue-router';

const areas = ['cases'];

/**
 * @param list the screen people begin on: it comes together with the frame
 * @param payments the part of a case that another feature brings, with words of its own
 */
export const casesRoutes = (
  list: () => Promise<RouteComponent>,
  payments: () => Promise<Component>,
): RouteRecordRaw[] => [
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
    props: { payments: defineAsyncComponent(payments) },
    meta: { areas: [...areas, 'agreements', 'payments'], title: 'cases.case' },
  },
];
