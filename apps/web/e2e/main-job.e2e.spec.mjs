import { afterAll, beforeAll, expect } from '@jest/globals';
import { lookOver } from './support/look-over.mjs';
import { openBrowser } from './support/open-browser.mjs';
import { startProduct } from './support/product.mjs';
import { tellStory } from './support/story.mjs';
import { inRoot } from '../../../scripts/paths.mjs';

// A Tuesday morning, inside every firm's sending hours.
const FIRST_DAY = '2026-10-13T09:00:00+02:00';
const OUR_FIRM = { name: 'Stolarnia Buk', legalName: 'Stolarnia Buk sp. z o.o.' };
const OTHER_FIRM = { name: 'Pensjonat Lipa', legalName: 'Pensjonat Lipa s.c.' };

let product;
let browser;
let page;

beforeAll(async () => {
  product = await startProduct({
    name: 'e2e',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '90' },
  });
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

step('the admin signs in and sees an empty firm with what is left to do', async () => {
  await signIn(product.settings.api.ADMIN_PASSWORD);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
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
