import type { RouteRecordRaw } from 'vue-router';

const meta = { areas: ['admin'] };

export const adminRoutes: RouteRecordRaw[] = [
  { path: '', redirect: { name: 'admin-accounts' } },
  {
    path: 'accounts',
    name: 'admin-accounts',
    component: () => import('./views/AccountsView.vue'),
    meta: { ...meta, title: 'admin.accounts.title' },
  },
  {
    path: 'users',
    name: 'admin-users',
    component: () => import('./views/UsersView.vue'),
    meta: { ...meta, title: 'admin.users.title' },
  },
  {
    path: 'health',
    name: 'admin-health',
    component: () => import('./views/HealthView.vue'),
    meta: { ...meta, title: 'admin.health.title' },
  },
];
