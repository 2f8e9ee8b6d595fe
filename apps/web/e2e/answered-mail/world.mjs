import { signIn } from '../main-job/world.mjs';
import { firmAtWork } from '../pictures/firm-at-work.mjs';
import { apiSession } from '../support/api-session.mjs';
import { eventually } from '../support/eventually.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { otherSide } from '../support/other-side.mjs';
import { startProduct } from '../support/product.mjs';

const FIRST_DAY = '2026-10-13T09:00:00+02:00';
export const FIRM = 'Pracownia Dąb';

/** A firm of the demo whose first reminders have left; one client has answered, and one reminder has come back. */
export async function openWorld(world) {
  const product = await startProduct({
    name: 'e2e-answered-mail',
    at: FIRST_DAY,
    environment: { SANDBOX_INVOICES: '40' },
  });
  world.close = () => product.stop();
  await product.cli('seed', 'demo');
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const { accountId } = memberships.find(({ accountName }) => accountName === FIRM);
  const work = firmAtWork(api, accountId);
  await work.sync();
  await work.dun();
  Object.assign(world, await answer(product, api, work));
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  Object.assign(world, { product, browser, api, root: work.root, page: browser.page });
  browser.expectRefusal(401, /\/auth\/refresh$/);
  await browser.page.goto('/');
  await signIn(world);
  await browser.page.getByRole('button', { name: FIRM }).waitFor();
}

/** Two clients' reminders meet the other side, and the mailbox is read. */
async function answer(product, api, { root }) {
  const side = otherSide(product);
  const { items } = await api.get(`${root}/notices?limit=50&state=sent`);
  const [answering, gone] = items.filter((one) => one.audience === 'client' && isAlone(one, items));
  await side.reply(answering.recipients[0], 'Dzień dobry,\n\nzapłacimy całość do 2026-10-20.');
  await side.bounce(gone.recipients[0]);
  await api.post(`${root}/mailbox/collect`);
  const counts = () => api.get(`${root}/inbound-mails/counts`);
  await eventually(counts, ({ replies, bounces }) => replies === 1 && bounces === 1, 60_000);
  return { answering, gone };
}

/** Nobody else of that name, and nobody with that address, has a letter: two clients of the sandbox share both. */
function isAlone({ client, recipients }, items) {
  const alike = (other) =>
    other.client.name === client.name || other.recipients.some((to) => recipients.includes(to));
  return items.filter(alike).length === 1;
}
