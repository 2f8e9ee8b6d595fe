import type { RouteRecordRaw } from 'vue-router';

const meta = { areas: ['profile', 'identity'] };

export const profileRoutes: RouteRecordRaw[] = [
  {
    path: '',
    name: 'profile',
    component: () => import('./views/PersonView.vue'),
    meta: { ...meta, title: 'profile.person.title' },
  },
  {
    path: 'security',
    name: 'profile-security',
    component: () => import('./views/SecurityView.vue'),
    meta: { ...meta, title: 'profile.security.title' },
  },
  {
    path: 'sessions',
    name: 'profile-sessions',
    component: () => import('./views/SessionsView.vue'),
    meta: { ...meta, title: 'profile.sessions.title' },
  },
];
