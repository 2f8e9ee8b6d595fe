import { DATA_MOODS, settings } from './kinds.mjs';

/** What an account has set up. */
export const SETTINGS_SCREENS = [
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
  {
    name: 'settings-sender--mailbox',
    at: ({ firm, senders }) => `/accounts/${firm}/settings/sender/${senders.usual}/mailbox`,
    moods: DATA_MOODS,
  },
  {
    name: 'settings-sender--mailbox-none-yet',
    at: ({ firm, senders }) => `/accounts/${firm}/settings/sender/${senders.stern}/mailbox`,
  },
  {
    name: 'settings-sender--mailbox-forbidden',
    as: 'viewer',
    at: ({ firm, senders }) => `/accounts/${firm}/settings/sender/${senders.usual}/mailbox`,
  },
  ...settings('late-payment'),
  ...settings('interest-notes', []),
  ...settings('policy'),
  {
    name: 'settings-policy-one--full',
    at: ({ firm, byHand }) => `/accounts/${firm}/settings/policy/${byHand.policy}`,
    moods: DATA_MOODS,
  },
  {
    name: 'settings-policy-one--stage-open',
    at: ({ firm, byHand }) => `/accounts/${firm}/settings/policy/${byHand.policy}`,
    open: (page) => page.locator('main ol button[aria-expanded]').first().click(),
  },
  {
    name: 'settings-policy-one--as-viewer',
    as: 'viewer',
    at: ({ firm, byHand }) => `/accounts/${firm}/settings/policy/${byHand.policy}`,
  },
  {
    name: 'settings-forecast--full',
    at: ({ firm }) => `/accounts/${firm}/settings/policy/forecast`,
  },
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
];

/** The first who looks makes the address; for the others it is there. */
async function showWebhookAddress(page) {
  await page.locator('main article footer button').nth(3).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('.soft').first().waitFor();
  if ((await dialog.locator('code').count()) === 0)
    await dialog.locator('.btn-primary').last().click();
  await dialog.locator('code').first().waitFor();
}
