import type { RouteRecordRaw } from 'vue-router';

const areas = ['audit'];

/** The trail of a firm, and that of the installation. */
export const auditRoutes: Record<'settings' | 'admin', RouteRecordRaw[]> = {
  settings: [
    {
      path: 'audit',
      name: 'settings-audit',
      component: () => import('./views/AuditView.vue'),
      meta: { areas, title: 'audit.account.title' },
    },
  ],
  admin: [
    {
      path: 'audit',
      name: 'admin-audit',
      component: () => import('./views/InstanceAuditView.vue'),
      meta: { areas, title: 'audit.instance.title' },
    },
  ],
};
