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
];
