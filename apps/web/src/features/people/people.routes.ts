import type { RouteRecordRaw } from 'vue-router';

const meta = { areas: ['people'] };

export const peopleRoutes: RouteRecordRaw[] = [
  {
    path: 'members',
    name: 'settings-members',
    component: () => import('./views/MembersView.vue'),
    meta: { ...meta, title: 'people.members.title' },
  },
  {
    path: 'access',
    name: 'settings-access',
    component: () => import('./views/AccessView.vue'),
    meta: { ...meta, title: 'people.access.title' },
  },
  {
    path: 'api-keys',
    name: 'settings-api-keys',
    component: () => import('./views/ApiKeysView.vue'),
    meta: { ...meta, title: 'people.keys.title' },
  },
];
