import { afterAll, beforeAll, expect } from '@jest/globals';
import { inRoot } from '../../../scripts/paths.mjs';
import { invoicingSystem } from './support/invoicing-system.mjs';
import { lookOver } from './support/look-over.mjs';
import { openBrowser } from './support/open-browser.mjs';
import { startProduct } from './support/product.mjs';
import { tellStory } from './support/story.mjs';

// A Tuesday morning, inside every firm's sending hours.
const FIRST_DAY = '2026-10-13T09:00:00+02:00';
const OUR_FIRM = { name: 'Stolarnia Buk', legalName: 'Stolarnia Buk sp. z o.o.' };
const OTHER_FIRM = { name: 'Zajazd Lipa', legalName: 'Zajazd Lipa s.c.' };
const KEY = 'sandbox-stolarnia-buk';

let product;
let books;
let browser;
let page;

beforeAll(async () => {
  product = await startProduct({
    name: 'e2e',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '40' },
  });
  books = invoicingSystem(product, KEY);
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([OUR_FIRM, OTHER_FIRM]));
  browser = await openBrowser(product);
  ({ page } = browser);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, 60_000);

const step = tellStory(() => page);

step('a wrong password is refused in words that help', async () => {
  browser.expectRefusal(401, /\/auth\/(refresh|sign-in)$/);
  await page.goto('/');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await lookOver(page)).toEqual([]);

  await signIn('not-my-password-at-all');
  expect(await page.getByRole('alert').textContent()).toContain('User name or password is wrong');
});

step('the admin signs in and sees an empty firm', async () => {
  await signIn(product.settings.api.ADMIN_PASSWORD);
  await page.getByRole('button', { name: OUR_FIRM.name }).waitFor();
  await goTo('Cases');
  await page.getByRole('heading', { name: 'No open cases' }).waitFor();
  expect(await lookOver(page)).toEqual([]);
});

step('a key that inFakt refuses gets a clear answer, the right one names the firm', async () => {
  await goTo('Settings', 'Connections');
  await page.getByRole('button', { name: 'Connect inFakt' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('API key').fill('a-key-from-somewhere-else');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByText('inFakt refuses the API key.').waitFor();
  expect(await lookOver(page)).toEqual([]);

  await dialog.getByLabel('API key').fill(KEY);
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByText('The connection works.').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('stored sealed since').waitFor();
});

step('the key never comes back to the page', async () => {
  const answers = [];
  const keep = async (response) => {
    if (response.url().includes('/api/')) answers.push(await response.text());
  };
  page.on('response', keep);
  await page.reload();
  await page.getByText('stored sealed since').waitFor();
  page.off('response', keep);
  expect(answers.length).toBeGreaterThan(0);
  expect([...answers, await page.content()].join('\n')).not.toContain(KEY);
});

step('a double click on "Sync now" starts one run, and its progress can be watched', async () => {
  await books.issue({
    number: 'FV/77/10/2026',
    dueOn: '2026-10-14',
    issuedOn: '2026-09-30',
    grossMinor: 123_456,
    client: { company_name: 'Żółć i Gęślą sp. z o.o.', email: 'faktury@zolc.example' },
  });
  await books.fault({ match: 'invoices', kind: 'slow', times: 3, delayMs: 700 });
  await goTo('Sync');
  await page.getByRole('button', { name: 'Sync now' }).dblclick();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('article').getByText('Done', { exact: true }).waitFor();
  expect(await page.getByRole('table').getByRole('row').count()).toBe(1 + 1);
  expect(await lookOver(page)).toEqual([]);
});

step('unpaid invoices have become cases, and filters survive a reload', async () => {
  await goTo('Cases');
  const rows = page.getByRole('table').getByRole('row');
  await rows.nth(10).waitFor();
  expect(await lookOver(page)).toEqual([]);
  const all = await rows.count();

  await page.getByRole('searchbox', { name: 'Search cases' }).fill('gęślą');
  await page.waitForURL(/q=/);
  await page.getByRole('link', { name: 'FV/77/10/2026' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'FV/77/10/2026' }).waitFor();
  expect(await rows.count()).toBe(1 + 1);
  expect(all).toBeGreaterThan(10);
});

step('a case says what comes next, when and why', async () => {
  await page.getByRole('link', { name: 'FV/77/10/2026' }).click();
  const next = page.getByRole('region', { name: 'What comes next' });
  const words = await next.textContent();
  expect(words).toContain('“Reminder” goes to the client on Tuesday, 13 October 2026');
  expect(words).toContain('Because the plan says 1 day before the due date.');
  expect(await lookOver(page)).toEqual([]);
});

step('nothing was wrong in the browser all the way', () => {
  expect(browser.complaints).toEqual([]);
});

async function signIn(password) {
  await page.getByLabel('User name').fill(product.settings.api.ADMIN_USERNAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function goTo(screen, settingsPage) {
  const main = page.getByRole('navigation', { name: 'Main navigation' });
  await main.getByRole('link', { name: screen, exact: true }).click();
  if (!settingsPage) return;
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: settingsPage, exact: true }).click();
}
