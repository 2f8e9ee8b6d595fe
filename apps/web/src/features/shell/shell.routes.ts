import type { RouteComponent, RouteRecordRaw } from 'vue-router';

/** The frame (`component`) around every screen of an account: switcher, navigation, banner. */
export const shellFrame = (
  component: () => Promise<RouteComponent>,
  children: RouteRecordRaw[],
): RouteRecordRaw => ({
  path: '/accounts/:accountId',
  component,
  meta: { areas: ['shell'] },
  children: [
    { path: '', redirect: { name: 'overview' } },
    ...children,
    {
      path: ':rest(.*)*',
      name: 'account-not-found',
      component: () => import('./views/MissingScreen.vue'),
    },
  ],
});

/** The frame around the settings: their own list of pages beside the page. */
export const settingsFrame = (children: RouteRecordRaw[]): RouteRecordRaw => ({
  path: 'settings',
  component: () => import('./views/SettingsFrame.vue'),
  children: [{ path: '', name: 'settings', redirect: { name: 'settings-company' } }, ...children],
});

/** The frame of what belongs to no account. */
export const plainFrame = (
  frame: 'profile' | 'admin',
  children: RouteRecordRaw[],
): RouteRecordRaw => ({
  path: `/${frame}`,
  component: () => import('./views/PlainShell.vue'),
  props: { frame },
  meta: { areas: ['shell'] },
  children,
});
