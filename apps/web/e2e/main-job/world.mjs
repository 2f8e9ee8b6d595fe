import { inRoot } from '../../../../scripts/paths.mjs';
import { invoicingSystem } from '../support/invoicing-system.mjs';
import { mailCatcher } from '../support/mail-catcher.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { startProduct } from '../support/product.mjs';

// A Tuesday morning, inside every firm's sending hours.
const FIRST_DAY = '2026-10-13T09:00:00+02:00';

export const OUR_FIRM = { name: 'Stolarnia Buk', legalName: 'Stolarnia Buk sp. z o.o.' };
export const OTHER_FIRM = { name: 'Zajazd Lipa', legalName: 'Zajazd Lipa s.c.' };
/** Who hears of a case that is ready for hand-over. */
export const STAFF = 'windykacja@buk.example';
export const KEY = 'sandbox-stolarnia-buk';

/** The client whose invoice stays unpaid to the end. */
export const DEBTOR = { company_name: 'Żółć i Gęślą sp. z o.o.', email: 'faktury@zolc.example' };
export const UNPAID = 'FV/77/10/2026';
/** Paid after the first reminder. */
export const PAID = 'FV/78/10/2026';

/** Fills the world: a product with two empty firms, one window, and the two outside programs. */
export async function openWorld(world) {
  const product = await startProduct({
    name: 'e2e',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '40' },
  });
  world.close = () => product.stop();
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([OUR_FIRM, OTHER_FIRM]));
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  Object.assign(world, {
    product,
    browser,
    page: browser.page,
    books: invoicingSystem(product, KEY),
    catcher: mailCatcher(product),
  });
}

export async function signIn({ page, product }, password = product.settings.api.ADMIN_PASSWORD) {
  await page.getByLabel('User name').fill(product.settings.api.ADMIN_USERNAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Over the navigation, as a person goes. */
export async function goTo({ page }, screen, settingsPage) {
  const main = page.getByRole('navigation', { name: 'Main navigation' });
  await main.getByRole('link', { name: screen, exact: true }).click();
  if (!settingsPage) return;
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('link', { name: settingsPage, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: settingsPage }).waitFor();
}
