import type { RouteRecordRaw } from 'vue-router';

const areas = ['interest-notes'];

export const interestNotesRoutes: { screens: RouteRecordRaw[]; settings: RouteRecordRaw[] } = {
  screens: [
    {
      path: 'cases/interest-notes',
      name: 'interest-notes',
      component: () => import('./views/InterestNotesView.vue'),
      meta: { areas, title: 'interest-notes.title' },
    },
    {
      path: 'cases/interest-notes/new',
      name: 'interest-note-new',
      component: () => import('./views/IssueNoteView.vue'),
      meta: { areas: [...areas, 'claims'], title: 'interest-notes.issue.title' },
    },
    {
      path: 'cases/interest-notes/:interestNoteId',
      name: 'interest-note',
      component: () => import('./views/InterestNoteView.vue'),
      meta: { areas, title: 'interest-notes.one' },
    },
  ],
  settings: [
    {
      path: 'interest-notes',
      name: 'settings-late-payment-notes',
      component: () => import('./views/NoteSettingsView.vue'),
      meta: { areas, title: 'interest-notes.settings.title' },
    },
  ],
};
