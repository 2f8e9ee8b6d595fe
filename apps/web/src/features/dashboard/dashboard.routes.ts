import { defineAsyncComponent, type Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

/** @param parts what other features bring to the overview, with words of their own */
export const dashboardRoutes = (
  parts: Readonly<Record<'freshness' | 'why', () => Promise<Component>>>,
): RouteRecordRaw[] => [
  {
    path: 'overview',
    name: 'overview',
    component: () => import('./views/OverviewView.vue'),
    props: {
      freshness: defineAsyncComponent(parts.freshness),
      why: defineAsyncComponent(parts.why),
    },
    meta: { areas: ['dashboard', 'why'], title: 'dashboard.title' },
  },
];
