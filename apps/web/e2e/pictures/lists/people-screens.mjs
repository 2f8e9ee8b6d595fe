import { DATA_MOODS } from './kinds.mjs';

/** The person's own pages, the installation's, and what mailed links open. */
export const PEOPLE_SCREENS = [
  ...['', '/security', '/sessions'].map((page) => ({
    name: `profile${page.replace('/', '-')}--full`,
    at: () => `/profile${page}`,
    moods: DATA_MOODS,
  })),
  {
    name: 'profile-security--authenticator',
    at: () => '/profile/security',
    open: (page) => page.locator('section.panel button').first().click(),
  },
  ...['accounts', 'users', 'rates', 'health', 'audit'].flatMap((page) => [
    { name: `admin-${page}--full`, at: () => `/admin/${page}`, moods: DATA_MOODS },
    { name: `admin-${page}--forbidden`, as: 'viewer', at: () => `/admin/${page}` },
  ]),
  {
    name: 'admin-accounts--create',
    at: () => '/admin/accounts',
    open: (page) => page.locator('main header .btn-primary').click(),
  },
  {
    name: 'admin-rates--add',
    at: () => '/admin/rates',
    open: (page) => page.locator('main header .btn-primary').click(),
  },
  { name: 'forgot-password--full', as: null, at: () => '/forgot-password' },
  { name: 'reset-password--full', as: null, at: () => '/reset-password#token=from-a-mail' },
  { name: 'reset-password--no-token', as: null, at: () => '/reset-password' },
  { name: 'invitation--used', as: null, at: () => '/invitation#token=from-an-old-mail' },
  { name: 'confirm-email--used', as: null, at: () => '/confirm-email#token=from-an-old-mail' },
];
