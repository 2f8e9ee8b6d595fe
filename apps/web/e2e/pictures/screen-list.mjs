/**
 * Every screen and state there is to see. One entry is one row of pictures.
 *
 * - `name`: of the files; what comes after "--" is the state
 * - `at`: the address, from what the demo's life has left behind (`demo-life.mjs`)
 * - `as`: who looks, if not the admin; null for nobody
 * - `open`: what has to be clicked once the screen is there, `(page, life)`; finds by role without a name or by class,
 *   because the words are in another language each time
 * - `moods`: how the network may treat it besides (`network-moods.mjs`)
 */
const DATA_MOODS = ['loading', 'failing', 'offline'];

/** A screen of the firm with a lively past, and the same one of the firm that has just been founded. */
const ofAccount = (name, path) => [
  { name: `${name}--full`, at: ({ firm }) => `/accounts/${firm}/${path}`, moods: DATA_MOODS },
  { name: `${name}--empty`, at: ({ newFirm }) => `/accounts/${newFirm}/${path}` },
];

const settings = (page, moods = DATA_MOODS) => [
  { name: `settings-${page}--full`, at: ({ firm }) => `/accounts/${firm}/settings/${page}`, moods },
  { name: `settings-${page}--empty`, at: ({ newFirm }) => `/accounts/${newFirm}/settings/${page}` },
  {
    name: `settings-${page}--forbidden`,
    as: 'viewer',
    at: ({ firm }) => `/accounts/${firm}/settings/${page}`,
  },
];

export const SCREENS = [
  { name: 'sign-in--full', as: null, at: () => '/sign-in' },
  { name: 'sign-in--refused', as: null, at: () => '/sign-in', open: signInWrongly },
  { name: 'start--no-firm', as: 'stranger', at: () => '/' },
  { name: 'not-found--full', at: () => '/nowhere/at-all' },
  {
    name: 'firm--not-found',
    at: () => '/accounts/01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10/cases',
  },
  { name: 'firm--unknown-page', at: ({ firm }) => `/accounts/${firm}/treasure` },
  {
    name: 'shell--firms-open',
    at: ({ firm }) => `/accounts/${firm}/cases`,
    open: (page) => page.locator('.switcher button').first().click(),
  },
  {
    name: 'shell--user-menu-open',
    at: ({ firm }) => `/accounts/${firm}/cases`,
    open: (page) => page.locator('.user-menu button').first().click(),
  },
  ...ofAccount('overview', 'overview'),
  ...ofAccount('cases', 'cases'),
  ...ofAccount('limitation', 'cases/limitation'),
  { name: 'cases--as-viewer', as: 'viewer', at: ({ firm }) => `/accounts/${firm}/cases` },
  { name: 'cases--closed', at: ({ firm }) => `/accounts/${firm}/cases?state=closed` },
  { name: 'cases--none-matches', at: ({ firm }) => `/accounts/${firm}/cases?q=nobody-has-this` },
  {
    name: 'cases--filtered',
    at: ({ firm }) =>
      `/accounts/${firm}/cases?minDaysPastDue=14&minAmount=500&stage=overdue-notice,demand`,
    open: (page) => page.locator('[aria-controls=case-filters]').click(),
  },
  ...['reminded', 'noticed', 'handedOver', 'closed', 'held', 'promised', 'disputed', 'stopped'].map(
    (which) => ({
      name: `case--${which}`,
      at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases[which]}`,
      moods: which === 'reminded' ? DATA_MOODS : [],
    }),
  ),
  ...ofAccount('held', 'cases/held'),
  ...ofAccount('false-reminders', 'false-reminders'),
  {
    name: 'case--why',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.promised}`,
    open: (page) => page.locator('details summary').first().click(),
  },
  {
    name: 'case--claim',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.closed}`,
    open: openClaim,
  },
  ...ofAccount('late-charges', 'cases/late-charges'),
  {
    name: 'late-charges--waived',
    at: ({ firm }) => `/accounts/${firm}/cases/late-charges?state=waived`,
  },
  ...ofAccount('interest-notes', 'cases/interest-notes?state=all'),
  {
    name: 'late-charges--noted',
    at: ({ firm }) => `/accounts/${firm}/cases/late-charges?state=noted`,
  },
  {
    name: 'interest-note--open',
    at: ({ firm, interestNote }) => `/accounts/${firm}/cases/interest-notes/${interestNote}`,
    moods: DATA_MOODS,
  },
  {
    name: 'interest-note--void',
    at: ({ firm, voidNote }) => `/accounts/${firm}/cases/interest-notes/${voidNote}`,
  },
  {
    name: 'interest-note--payment',
    at: ({ firm, interestNote }) => `/accounts/${firm}/cases/interest-notes/${interestNote}`,
    open: (page) => page.locator('[aria-labelledby=note-payments] .panel-head button').click(),
  },
  {
    name: 'interest-note--new',
    at: ({ firm, noteable }) => `/accounts/${firm}/cases/interest-notes/new?cases=${noteable}`,
    moods: DATA_MOODS,
  },
  {
    name: 'interest-note--forbidden',
    as: 'viewer',
    at: ({ firm, noteable }) => `/accounts/${firm}/cases/interest-notes/new?cases=${noteable}`,
  },
  ...settings('interest-notes', []),
  ...['partly', 'told', 'refused'].map((which) => ({
    name: `case--payment-${which}`,
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases[which]}`,
  })),
  {
    name: 'case--payment-as-viewer',
    as: 'viewer',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.refused}`,
  },
  {
    name: 'case--payment-form',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.partly}`,
    open: openPaymentForm,
  },
  {
    name: 'case--payment-take-back',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.refused}`,
    open: (page) => page.locator('[aria-labelledby=payments] li button').last().click(),
  },
  {
    name: 'case--hold-dialog',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.reminded}`,
    open: openDialog('hold'),
  },
  {
    name: 'case--not-found',
    at: ({ firm }) => `/accounts/${firm}/cases/01997d3f-5f0e-7c41-9a55-0f3e6f6f2a10`,
  },
  {
    name: 'case--promise-dialog',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.reminded}`,
    open: openDialog('promise'),
  },
  {
    name: 'case--dispute-dialog',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.reminded}`,
    open: openDialog('dispute'),
  },
  ...ofAccount('agreements', 'cases/agreements'),
  ...['broken', 'disputes', 'credit', 'stops'].map((list) => ({
    name: `agreements--${list}`,
    at: ({ firm }) => `/accounts/${firm}/cases/agreements?list=${list}`,
  })),
  {
    name: 'agreements--chosen',
    at: ({ firm }) => `/accounts/${firm}/cases/agreements?list=disputes`,
    open: (page) => page.locator('main .panel input[type=checkbox]').last().check(),
  },
  {
    name: 'agreements--as-viewer',
    as: 'viewer',
    at: ({ firm }) => `/accounts/${firm}/cases/agreements`,
  },
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
  ...ofAccount('outbox', 'outbox'),
  { name: 'outbox--in-trouble', at: ({ troubledFirm }) => `/accounts/${troubledFirm}/outbox` },
  {
    name: 'notice--sent',
    at: ({ firm, notice }) => `/accounts/${firm}/outbox/${notice}`,
    moods: DATA_MOODS,
  },
  ...['refused', 'unknown', 'deferred'].map((fate) => ({
    name: `notice--${fate}`,
    at: ({ troubledFirm, trouble }) => `/accounts/${troubledFirm}/outbox/${trouble.notices[fate]}`,
  })),
  ...settings('company'),
  ...settings('connections'),
  {
    name: 'settings-connections--form',
    at: ({ newFirm }) => `/accounts/${newFirm}/settings/connections`,
    open: (page) => page.locator('main header button').first().click(),
  },
  {
    name: 'settings-connections--instant-updates',
    at: ({ firm }) => `/accounts/${firm}/settings/connections`,
    open: showWebhookAddress,
  },
  {
    name: 'settings-connections--parts',
    at: ({ slowFirm }) => `/accounts/${slowFirm}/settings/connections`,
  },
  ...settings('sender'),
  {
    name: 'settings-sender--new',
    at: ({ newFirm }) => `/accounts/${newFirm}/settings/sender/new`,
  },
  ...['firm', 'troubledFirm'].map((whose) => ({
    name: `settings-sender--one-of-${whose === 'firm' ? 'work' : 'trouble'}`,
    at: (life) => `/accounts/${life[whose]}/settings/sender`,
    open: async (page) => {
      await page.locator('main .row-link').first().click();
      await page.locator('main .bars button:enabled').last().click();
    },
  })),
  ...settings('late-payment'),
  ...settings('policy'),
  ...settings('texts'),
  {
    name: 'settings-text--full',
    at: ({ firm }) => `/accounts/${firm}/settings/texts/overdue-notice/pl`,
    moods: DATA_MOODS,
  },
  ...settings('schedule'),
  ...settings('sending'),
  ...settings('members'),
  {
    name: 'settings-members--invite',
    at: ({ firm }) => `/accounts/${firm}/settings/members`,
    open: (page) => page.locator('main header button').first().click(),
  },
  ...settings('access'),
  ...settings('api-keys'),
  {
    name: 'settings-api-keys--form',
    at: ({ firm }) => `/accounts/${firm}/settings/api-keys`,
    open: (page) => page.locator('main header button').first().click(),
  },
  ...settings('audit'),
  {
    name: 'settings-audit--entry-open',
    at: ({ firm }) => `/accounts/${firm}/settings/audit`,
    open: (page) => page.locator('summary').first().click(),
  },
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

async function openPaymentForm(page) {
  await page.locator('[aria-labelledby=payments] .panel-head button').click();
  await page.locator('dialog input[inputmode=decimal]').waitFor();
}

/** Chooses a stage, waits for the calendar and opens its first day. */
async function letOldDebtsIn(page) {
  const calendar = page.waitForResponse(/\/old-debts\/calendar$/);
  await page.locator('main input[type=radio]').nth(1).check();
  await calendar;
  await page.locator('main button[aria-expanded]').first().click();
  await page.locator('main .rows li').first().waitFor();
}

/** The first who looks makes the address; for the others it is there. */
async function showWebhookAddress(page) {
  await page.locator('main article footer button').nth(3).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.soft').first().waitFor();
  if ((await dialog.locator('code').count()) === 0)
    await dialog.locator('.btn-primary').last().click();
  await dialog.locator('code').first().waitFor();
}

async function watchSlowSync(page, { slowDown }) {
  await slowDown();
  await page.locator('main footer button').first().click();
  await page.getByRole('progressbar').waitFor();
}

async function signInWrongly(page) {
  await page.locator('[name=username]').fill('admin');
  await page.locator('[name=password]').fill('certainly not this one');
  await page.locator('[type=submit]').click();
  await page.getByRole('alert').waitFor();
}

/** Opens one of the forms of a case by its button, and waits for the form, which is loaded then. */
function openDialog(which) {
  return async (page) => {
    await page.locator(`main header [data-opens=${which}]`).click();
    await page.locator(`form#${which}`).waitFor();
  };
}

/** Every figure of a claim with its reason. */
async function openClaim(page) {
  const panel = page.locator('section[aria-labelledby=claim]');
  await panel.locator('details').first().waitFor();
  await panel.evaluate((section) => {
    for (const each of section.querySelectorAll('details')) each.open = true;
  });
  await panel.scrollIntoViewIfNeeded();
}
