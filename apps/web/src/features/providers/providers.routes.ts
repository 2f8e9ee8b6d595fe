import type { RouteRecordRaw } from 'vue-router';

const screens: RouteRecordRaw[] = [
  {
    path: 'sync',
    name: 'sync',
    component: () => import('./views/SyncView.vue'),
    meta: { areas: ['providers'], title: 'providers.sync.title' },
  },
  {
    path: 'sync/over-time',
    name: 'sync-over-time',
    component: () => import('./views/SyncOverTimeView.vue'),
    meta: { areas: ['providers'], title: 'providers.overTime.title' },
  },
  {
    path: 'sync/runs/:runId',
    name: 'sync-run',
    component: () => import('./views/SyncRunView.vue'),
    meta: { areas: ['providers'], title: 'providers.run.title' },
  },
  {
    path: 'sync/rows',
    name: 'set-aside',
    component: () => import('./views/SetAsideView.vue'),
    meta: { areas: ['providers'], title: 'providers.issues.title' },
  },
  {
    path: 'sync/connections/:connectionId/own-reminders',
    name: 'own-reminders',
    component: () => import('./views/OwnRemindersView.vue'),
    meta: { areas: ['providers'], title: 'providers.ownReminders.title' },
  },
];

const settings: RouteRecordRaw[] = [
  {
    path: 'connections',
    name: 'settings-connections',
    component: () => import('./views/ConnectionsView.vue'),
    meta: { areas: ['providers'], title: 'providers.connections.title' },
  },
];

export const providersRoutes = { screens, settings };
