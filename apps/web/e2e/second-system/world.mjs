import { inRoot } from '../../../../scripts/paths.mjs';
import { signIn } from '../main-job/world.mjs';
import { apiSession } from '../support/api-session.mjs';
import { invoicingSystem } from '../support/invoicing-system.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { startProduct } from '../support/product.mjs';

// Before anything happens by itself: each run of this story is one that a person started.
const FIRST_DAY = '2026-10-13T02:00:00+02:00';
const FIRM = { name: 'Tartak Jesion', legalName: 'Tartak Jesion sp. z o.o.' };

/** The books at wFirma, and the other words that it asks for. */
export const KEY = 'sandbox-tartak-jesion';
export const SECRETS = ['sandbox-secret-of-jesion', 'sandbox-application-of-jesion'];
export const COMPANY = '100200';
/** What the firm's connections are called. */
export const FIRST = 'inFakt';
export const SECOND = 'Jesion, wFirma';

/** A firm that invoices in inFakt already, with books at wFirma of several pages; the admin has signed in. */
export async function openWorld(world) {
  const product = await startProduct({
    name: 'e2e-second-system',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '600' },
  });
  world.close = () => product.stop();
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([FIRM]));
  await connectFirst(product);
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  const books = invoicingSystem(product, KEY, 'wfirma');
  Object.assign(world, { product, browser, books, page: browser.page });
  browser.expectRefusal(401, /\/auth\/refresh$/);
  await browser.page.goto('/');
  await signIn(world);
  await browser.page.getByRole('button', { name: FIRM.name }).waitFor();
}

async function connectFirst(product) {
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const { accountId } = memberships.find(({ accountName }) => accountName === FIRM.name);
  const credentials = { apiKey: 'sandbox-tartak-jesion-infakt' };
  await api.post(`/accounts/${accountId}/connections`, {
    provider: 'infakt',
    name: FIRST,
    credentials,
  });
}
