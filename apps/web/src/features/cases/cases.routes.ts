import { defineAsyncComponent, type Component } from 'vue';
import type { RouteComponent, RouteRecordRaw } from 'vue-router';

const areas = ['cases'];

/**
 * @param list the screen people begin on: it comes together with the frame
 * @param parts what other features bring to a case, with words of their own
 */
export const casesRoutes = (
  list: () => Promise<RouteComponent>,
  parts: Readonly<Record<'payments' | 'claim' | 'limitation' | 'why', () => Promise<Component>>>,
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
    props: {
      payments: defineAsyncComponent(parts.payments),
      claim: defineAsyncComponent(parts.claim),
      limitation: defineAsyncComponent(parts.limitation),
      why: defineAsyncComponent(parts.why),
    },
    meta: {
      areas: [...areas, 'agreements', 'payments', 'claims', 'limitation', 'why', 'by-hand'],
      title: 'cases.case',
    },
  },
];
