import { expect } from '@jest/globals';
import { DEMO_FIRM } from '../support/demo-firm.mjs';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';

/** The owner reads the evening mail, follows its link and decides there. */
export function decideByLink(step, world) {
  step('nothing has left, and in the evening a mail says what waits', async () => {
    const { catcher, product } = world;
    product.clock.moveTo('2026-10-13T17:05:00+02:00');
    const evening = async () =>
      (await catcher.all()).find(({ text }) => text.includes('/release#'));
    const mail = await eventually(evening, (found) => found !== undefined, 120_000);
    expect(mail.subject).toContain(DEMO_FIRM);
    world.link = /https?:\/\/\S+\/release#token=\S+/.exec(mail.text)[0];
    expect(await mailsToClients(world)).toEqual([]);
  });

  step('its link shows the letters without a sign-in, and opening it changes nothing', async () => {
    const { api, page, root } = world;
    await page.goto(world.link);
    await page.getByRole('heading', { level: 1, name: 'Letters that wait for you' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    const first = page.getByRole('listitem').first();
    world.client = await first.locator('strong').first().textContent();
    await first.getByRole('button', { name: 'Read the letter' }).click();
    await first.getByText('Subject').waitFor();
    await lookOver(page);
    const { items } = await api.get(`${root}/approvals?limit=50`);
    expect(items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(world.letters.map(({ id }) => id)),
    );
  });

  step('one letter is let go and another one held, each with one click', async () => {
    const items = world.page.getByRole('listitem');
    await items.first().getByRole('button', { name: 'Let it go' }).click();
    await items.first().getByText('Let go', { exact: true }).waitFor();
    await items.nth(1).getByRole('button', { name: 'Hold the case' }).click();
    await items.nth(1).getByText('Held', { exact: true }).waitFor();
  });

  step('only what was let go leaves', async () => {
    world.product.clock.moveTo('2026-10-13T17:15:00+02:00');
    const sent = await eventually(
      () => world.api.get(`${world.root}/notices?state=sent`),
      ({ items }) => items.length > 0,
      120_000,
    );
    expect(sent.items.map(({ client }) => client.name)).toEqual([world.client]);
    expect(await mailsToClients(world)).not.toEqual([]);
  });

  step('the link used again does nothing and says how the letters stand', async () => {
    const { page, link } = world;
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('listitem').first().getByText('Sent', { exact: true }).waitFor();
    await page.getByRole('listitem').nth(1).getByText('Held', { exact: true }).waitFor();
  });
}

async function mailsToClients({ catcher, letters }) {
  const addresses = new Set(letters.flatMap(({ recipients }) => recipients));
  const mails = await catcher.all();
  return mails.filter(({ to }) => [...addresses].some((one) => JSON.stringify(to).includes(one)));
}
