import { inRoot } from '../../../../scripts/paths.mjs';
import { apiSession } from '../support/api-session.mjs';
import { invoicingSystem } from '../support/invoicing-system.mjs';
import { mailCatcher } from '../support/mail-catcher.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { startProduct } from '../support/product.mjs';
import { enterBooks } from './enter-books.mjs';

// A Tuesday morning, inside every firm's sending hours; the daily run of the day is asked for by hand.
const FIRST_DAY = '2026-10-13T09:00:00+02:00';
const FIRM = { name: 'Młyn Stary', legalName: 'Młyn Stary sp. z o.o.' };
const KEY = 'sandbox-mlyn-stary';

/** A firm with a sender, its sending switched on, and books full of old debts; its window stands at the sync panel. */
export async function openWorld(world) {
  const product = await startProduct({
    name: 'e2e-old-firm',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '0' },
  });
  world.close = () => product.stop();
  const founding = inRoot('apps/web/e2e/support/found-firms.mjs');
  await product.run(founding, JSON.stringify([FIRM]));
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const root = `/accounts/${memberships.find(({ accountName }) => accountName === FIRM.name).accountId}`;
  await enterBooks(invoicingSystem(product, KEY));
  await readyToSend(api, root, product.ports.smtp);
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  Object.assign(world, { product, browser, page: browser.page, catcher: mailCatcher(product) });
  await signIn(world);
}

async function readyToSend(api, root, port) {
  const credentials = { apiKey: KEY };
  await api.post(`${root}/connections`, { provider: 'infakt', name: 'inFakt', credentials });
  const sender = {
    use: 'default',
    host: '127.0.0.1',
    port,
    security: 'none',
    username: null,
    fromName: FIRM.legalName,
    fromEmail: 'faktury@mlyn.example',
    replyTo: null,
    signature: '',
  };
  await api.post(`${root}/senders`, sender);
  const { id: previewId } = await api.post(`${root}/sending/preview`);
  await api.post(`${root}/sending/switch`, { isOn: true, previewId });
}

async function signIn({ browser, page, product }) {
  browser.expectRefusal(401, /\/auth\/refresh$/);
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  await page.goto('/');
  await page.getByLabel('User name').fill(ADMIN_USERNAME);
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: FIRM.name }).waitFor();
}

/** Over the navigation, as a person goes. */
export async function goTo({ page }, screen) {
  const main = page.getByRole('navigation', { name: 'Main navigation' });
  await main.getByRole('link', { name: screen, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/** Asks for the day's run on the overview, and waits until it has been decided. */
export async function runToday(world) {
  const { page } = world;
  await goTo(world, 'Overview');
  const button = page.getByRole('button', { name: "Run today's reminders" });
  await button.click();
  await page.getByRole('button', { name: 'Deciding…' }).waitFor();
  await button.waitFor();
}
