import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { otherSide } from '../support/other-side.mjs';

const NEW_ADDRESS = 'ksiegowosc@nowy-adres.example';

/** A reminder has come back; a person types the address that works. */
export function mendAddress(step, world) {
  step('the bounce says which address did not work, and why', async () => {
    const { page, gone } = world;
    await goTo(world, 'Outbox');
    await page.getByRole('link', { name: 'Replies and bounces, 1 waiting' }).click();
    await page.getByRole('link').filter({ hasText: gone.client.name }).first().click();
    await page.getByText('The address does not exist').waitFor();
    await page.getByText(gone.recipients[0]).first().waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('with another address the reminder goes there, and its stage counts', async () => {
    const { page, api, root, gone, product } = world;
    await page.getByLabel('Another address').check();
    await page.getByLabel('E-mail address').fill(NEW_ADDRESS);
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('Another address was chosen.').waitFor();
    const notice = () => api.get(`${root}/notices/${gone.id}`);
    const sent = await eventually(notice, ({ state }) => state === 'sent', 60_000);
    expect(sent.deliveries.map(({ recipient, state }) => [recipient, state])).toEqual(
      expect.arrayContaining([
        [gone.recipients[0], 'bounced'],
        [NEW_ADDRESS, 'accepted'],
      ]),
    );
    await otherSide(product).mailTo(NEW_ADDRESS);
  });

  step('the settings show the mailbox, when it was read, and never its password', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Sender');
    await page.getByText('answers read').waitFor();
    await page.locator('main .row-link').first().click();
    await page.getByText('Last read').waitFor();
    await page.getByRole('link', { name: 'To the mailbox' }).click();
    await page.getByText('Mails about no notice').waitFor();
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    expect(await lookOver(page)).toEqual([]);
  });
}
