import { DATA_MOODS, ofAccount } from './kinds.mjs';

/** Where invoices come from: runs, rows set aside, old debts. */
export const SYNC_SCREENS = [
  ...ofAccount('sync', 'sync'),
  ...ofAccount('sync-over-time', 'sync/over-time'),
  ...ofAccount('set-aside', 'sync/rows?state=all'),
  {
    name: 'set-aside--chosen',
    at: ({ firm }) => `/accounts/${firm}/sync/rows?state=all`,
    open: (page) => page.locator('main label input[type=checkbox]').check(),
  },
  {
    name: 'set-aside--as-viewer',
    as: 'viewer',
    at: ({ firm }) => `/accounts/${firm}/sync/rows?state=all`,
  },
  { name: 'sync--needs-new-key', at: ({ troubledFirm }) => `/accounts/${troubledFirm}/sync` },
  {
    name: 'sync-run--full',
    at: ({ firm, run }) => `/accounts/${firm}/sync/runs/${run}`,
    moods: DATA_MOODS,
  },
  {
    name: 'sync-run--invoices',
    at: ({ firm, run }) => `/accounts/${firm}/sync/runs/${run}?outcome=new`,
  },
  {
    name: 'sync-run--failed',
    at: ({ troubledFirm, trouble }) => `/accounts/${troubledFirm}/sync/runs/${trouble.failedRun}`,
  },
  {
    name: 'sync--running',
    at: ({ slowFirm }) => `/accounts/${slowFirm}/sync`,
    open: watchSlowSync,
  },
  {
    name: 'old-debts--waiting',
    at: ({ slowFirm, undecided }) =>
      `/accounts/${slowFirm}/sync/connections/${undecided}/old-debts`,
    open: letOldDebtsIn,
    moods: DATA_MOODS,
  },
  {
    name: 'old-debts--by-age',
    at: ({ slowFirm, undecided }) =>
      `/accounts/${slowFirm}/sync/connections/${undecided}/old-debts`,
    open: (page) => page.locator('main input[type=checkbox]').check(),
  },
  {
    name: 'old-debts--decided',
    at: ({ firm, decided }) => `/accounts/${firm}/sync/connections/${decided}/old-debts`,
  },
  {
    name: 'old-debts--as-viewer',
    as: 'viewer',
    at: ({ firm, decided }) => `/accounts/${firm}/sync/connections/${decided}/old-debts`,
  },
  {
    name: 'own-reminders--asked',
    at: ({ slowFirm, reminding }) =>
      `/accounts/${slowFirm}/sync/connections/${reminding}/own-reminders`,
    moods: DATA_MOODS,
  },
  {
    name: 'own-reminders--chosen',
    at: ({ slowFirm, reminding }) =>
      `/accounts/${slowFirm}/sync/connections/${reminding}/own-reminders`,
    open: (page) => page.locator('main li input[type=checkbox]').first().check(),
  },
  {
    name: 'own-reminders--unknown',
    at: ({ slowFirm, undecided }) =>
      `/accounts/${slowFirm}/sync/connections/${undecided}/own-reminders`,
  },
  { name: 'sync--undecided', at: ({ slowFirm }) => `/accounts/${slowFirm}/sync` },
  { name: 'overview--undecided', at: ({ slowFirm }) => `/accounts/${slowFirm}/overview` },
];

/** Chooses a stage, waits for the calendar and opens its first day. */
async function letOldDebtsIn(page) {
  const calendar = page.waitForResponse(/\/old-debts\/calendar$/);
  await page.locator('main input[type=radio]').nth(1).check();
  await calendar;
  await page.locator('main button[aria-expanded]').first().click();
  await page.locator('main .rows li').first().waitFor();
}

async function watchSlowSync(page, { slowDown }) {
  await slowDown();
  await page.locator('main footer button').first().click();
  await page.getByRole('progressbar').waitFor();
}
