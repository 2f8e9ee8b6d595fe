import type { RouteRecordRaw } from 'vue-router';

const areas = ['claims'];

export const claimsRoutes: { screens: RouteRecordRaw[]; settings: RouteRecordRaw[] } = {
  screens: [
    {
      path: 'cases/late-charges',
      name: 'late-charges',
      component: () => import('./views/LateChargesView.vue'),
      meta: { areas, title: 'claims.list.title' },
    },
  ],
  settings: [
    {
      path: 'late-payment',
      name: 'settings-late-payment',
      component: () => import('./views/LatePaymentView.vue'),
      meta: { areas, title: 'claims.settings.title' },
    },
  ],
};
