import { eventually } from '../support/eventually.mjs';
import { openDemoFirm, openWindow } from '../support/demo-firm.mjs';
import { mailCatcher } from '../support/mail-catcher.mjs';

/** A firm of the demo whose plan wants a person's approval for every letter, and the letters of its first run. */
export async function openWorld(world) {
  const work = await openDemoFirm(world, 'e2e-mailed-link');
  const { api, product, root } = world;
  await wantApproval(api, root);
  await work.sync();
  await work.dun();
  const waiting = () => api.get(`${root}/approvals?limit=50`);
  const { items } = await eventually(waiting, (page) => page.items.length > 1, 60_000);
  await openWindow(world);
  world.catcher = mailCatcher(product);
  world.letters = items.filter(
    ({ problem, audience }) => problem === null && audience === 'client',
  );
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
