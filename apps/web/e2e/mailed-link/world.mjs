import { firmAtWork } from '../pictures/firm-at-work.mjs';
import { apiSession } from '../support/api-session.mjs';
import { eventually } from '../support/eventually.mjs';
import { mailCatcher } from '../support/mail-catcher.mjs';
import { openBrowser } from '../support/open-browser.mjs';
import { startProduct } from '../support/product.mjs';

export const FIRM = 'Pracownia Dąb';

/** A firm of the demo whose plan wants a person's approval for every letter, and the letters of its first run. */
export async function openWorld(world) {
  const product = await startProduct({
    name: 'e2e-mailed-link',
    at: '2026-10-13T09:00:00+02:00',
    environment: { SANDBOX_INVOICES: '40' },
  });
  world.close = () => product.stop();
  await product.cli('seed', 'demo');
  const { ADMIN_USERNAME, ADMIN_PASSWORD } = product.settings.api;
  const api = await apiSession(product, ADMIN_USERNAME, ADMIN_PASSWORD);
  const { memberships } = await api.get('/me');
  const { accountId } = memberships.find(({ accountName }) => accountName === FIRM);
  const work = firmAtWork(api, accountId);
  await wantApproval(api, work.root);
  await work.sync();
  await work.dun();
  const waiting = () => api.get(`${work.root}/approvals?limit=50`);
  const { items } = await eventually(waiting, (page) => page.items.length > 1, 60_000);
  const browser = await openBrowser(product);
  world.close = () => browser.close().then(() => product.stop());
  Object.assign(world, {
    product,
    browser,
    page: browser.page,
    api,
    root: work.root,
    catcher: mailCatcher(product),
    letters: items.filter(({ problem, audience }) => problem === null && audience === 'client'),
  });
  // nobody is signed in, and the product asks whether somebody is
  browser.expectRefusal(401, /\/auth\/refresh$/);
}

async function wantApproval(api, root) {
  const [{ id }] = (await api.get(`${root}/policies`)).items;
  const { name, caseOpensOffsetDays, minGapDays, revision, ...policy } = await api.get(
    `${root}/policies/${id}`,
  );
  const stages = policy.stages.map(({ key, offsetDays, isEnabled, audience }) => ({
    key,
    offsetDays,
    isEnabled,
    audience,
    needsApproval: true,
  }));
  const body = { name, caseOpensOffsetDays, minGapDays, stages, isMovingRunning: true };
  await api.put(`${root}/policies/${id}`, body, { 'if-match': `W/"${revision}"` });
  const { version } = await api.get(root);
  await api.patch(root, { schedule: { isApprovalMail: true } }, { 'if-match': `W/"${version}"` });
}
