import { firmAtWork } from '../pictures/firm-at-work.mjs';
import { apiSession } from './api-session.mjs';
import { openBrowser } from './open-browser.mjs';
import { startProduct } from './product.mjs';

/** The demo's firm whose clients are written to at any hour. */
export const DEMO_FIRM = 'Pracownia Dąb';
const FIRST_DAY = '2026-10-13T09:00:00+02:00';

/**
 * Brings up a product with the demo's firms in it, and the admin at its public API. What fails later must still stop the
 * product: the world has its `close` from the first moment on.
 *
 * @param {object} world gets `product`, `api`, `root` and `close`
 * @param {string} name of the product's folder
 * @returns what the firm can do in a day (`firm-at-work.mjs`)
 */
export async function openDemoFirm(world, name) {
  const product = await startProduct({
    name,
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '40' },
  });
  world.close = () => product.stop();
  await product.cli('seed', 'demo');
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const { accountId } = memberships.find(({ accountName }) => accountName === DEMO_FIRM);
  const work = firmAtWork(api, accountId);
  Object.assign(world, { product, api, root: work.root });
  return work;
}

/** Opens a window on it, with nobody signed in; `close` of the world closes both. */
export async function openWindow(world) {
  const { product } = world;
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  Object.assign(world, { browser, page: browser.page });
  // nobody is signed in, and the product asks whether somebody is
  browser.expectRefusal(401, /\/auth\/refresh$/);
}
