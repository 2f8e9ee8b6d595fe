import type { RouteRecordRaw } from 'vue-router';

export const auditRoutes: RouteRecordRaw[] = [
  {
    path: 'audit',
    name: 'settings-audit',
    component: () => import('./views/AuditView.vue'),
    meta: { areas: ['audit'], title: 'audit.account.title' },
  },
];
