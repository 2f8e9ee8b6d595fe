import type { RouteRecordRaw } from 'vue-router';

const meta = { areas: ['accounts'] };

export const accountsRoutes: RouteRecordRaw[] = [
  {
    path: 'company',
    name: 'settings-company',
    component: () => import('./views/CompanyView.vue'),
    meta: { ...meta, title: 'accounts.company.title' },
  },
  {
    path: 'schedule',
    name: 'settings-schedule',
    component: () => import('./views/ScheduleView.vue'),
    meta: { ...meta, title: 'accounts.schedule.title' },
  },
];
