import type { RouteRecordRaw } from 'vue-router';

const areas = ['by-hand'];

/** Below the outbox: what leaves the firm by hand. */
export const byHandRoutes: RouteRecordRaw[] = [
  {
    path: 'outbox/tasks',
    name: 'tasks',
    component: () => import('./views/TasksView.vue'),
    meta: { areas, title: 'by-hand.tasks.title' },
  },
  {
    path: 'outbox/letters',
    name: 'letters',
    component: () => import('./views/LettersView.vue'),
    meta: { areas, title: 'by-hand.letters.title' },
  },
];
