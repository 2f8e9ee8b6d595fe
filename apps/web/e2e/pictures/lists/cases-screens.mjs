import { DATA_MOODS, ofAccount } from './kinds.mjs';

/** What is owed: the overview, cases, and the lists beside them. */
export const CASE_SCREENS = [
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
    name: 'case--designation-dialog',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.partly}`,
    open: async (page) => {
      await page.locator('[aria-labelledby=payments] li .btn-quiet').first().click();
      await page.locator('dialog form').waitFor();
    },
  },
  {
    name: 'case--waive-dialog',
    at: ({ firm, cases }) => `/accounts/${firm}/cases/${cases.closed}`,
    open: async (page) => {
      await page.locator('[aria-labelledby=charge-choices] button').first().click();
      await page.locator('dialog form').waitFor();
    },
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
];

async function openPaymentForm(page) {
  await page.locator('[aria-labelledby=payments] .panel-head button').click();
  await page.locator('dialog input[inputmode=decimal]').waitFor();
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
