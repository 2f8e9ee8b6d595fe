import { signIn } from '../main-job/world.mjs';
import { DEMO_FIRM, openDemoFirm, openWindow } from '../support/demo-firm.mjs';
import { eventually } from '../support/eventually.mjs';
import { otherSide } from '../support/other-side.mjs';

/** A firm of the demo whose first reminders have left; one client has answered, and one reminder has come back. */
export async function openWorld(world) {
  const work = await openDemoFirm(world, 'e2e-answered-mail');
  await work.sync();
  await work.dun();
  Object.assign(world, await answer(world));
  await openWindow(world);
  const { page } = world;
  await page.goto('/');
  await signIn(world);
  await page.getByRole('button', { name: DEMO_FIRM }).waitFor();
}

/** Two clients' reminders meet the other side, and the mailbox is read. */
async function answer({ product, api, root }) {
  const side = otherSide(product);
  const { items } = await api.get(`${root}/notices?limit=50&state=sent`);
  const [answering, gone] = items.filter((one) => one.audience === 'client' && isAlone(one, items));
  await side.reply(answering.recipients[0], 'Dzień dobry,\n\nzapłacimy całość do 2026-10-20.');
  await side.bounce(gone.recipients[0]);
  await readMailbox({ api, root });
  const counts = () => api.get(`${root}/inbound-mails/counts`);
  await eventually(counts, ({ replies, bounces }) => replies === 1 && bounces === 1, 60_000);
  return { answering, gone };
}

/** Has the mailbox of the firm's sender read now. */
export async function readMailbox({ api, root }) {
  const { items } = await api.get(`${root}/mailboxes`);
  await api.post(`${root}/senders/${items[0].senderId}/mailbox/collect`);
}

/** Nobody else of that name, and nobody with that address, has a letter: two clients of the sandbox share both. */
function isAlone({ client, recipients }, items) {
  const alike = (other) =>
    other.client.name === client.name || other.recipients.some((to) => recipients.includes(to));
  return items.filter(alike).length === 1;
}
