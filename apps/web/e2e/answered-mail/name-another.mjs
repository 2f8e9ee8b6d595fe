import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { otherSide } from '../support/other-side.mjs';
import { readMailbox } from './world.mjs';

const RIGHT_ADDRESS = 'platnosci@nowy-adres.example';

/** Whoever reads at an address says that the reminder is not for them; a person names somebody else. */
export function nameAnother(step, world) {
  step('somebody answers that they are the wrong person, and the rules see it', async () => {
    const { page, api, root, gone, product } = world;
    const { recipients } = await api.get(`${root}/notices/${gone.id}`);
    await otherSide(product).reply(
      recipients.at(-1),
      'To pomyłka, nie jestem klientem Państwa firmy.',
    );
    await readMailbox(world);
    const counts = () => api.get(`${root}/inbound-mails/counts`);
    await eventually(counts, ({ replies }) => replies === 1, 60_000);
    await goTo(world, 'Outbox');
    await page.getByRole('link', { name: 'Replies and bounces, 1 waiting' }).click();
    await page.getByRole('link').filter({ hasText: gone.client.name }).first().click();
    await page.getByRole('radio', { name: 'Not for this person', checked: true }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the address is left out, and the reminder goes to another one', async () => {
    const { page, api, root, gone, product } = world;
    await page.getByRole('button', { name: 'Settle' }).click();
    await page.getByText('The notice was not for this person.').waitFor();
    await page.getByRole('heading', { name: 'Which address works?' }).waitFor();
    expect(await lookOver(page)).toEqual([]);
    await page.getByLabel('Another address').check();
    await page.getByLabel('E-mail address').fill(RIGHT_ADDRESS);
    await page.getByRole('button', { name: 'Use this address' }).click();
    await page.getByText('Another address was chosen.').waitFor();
    const notice = () => api.get(`${root}/notices/${gone.id}`);
    const sent = await eventually(notice, ({ state }) => state === 'sent', 60_000);
    expect(sent.deliveries.map(({ recipient, state }) => [recipient, state])).toEqual(
      expect.arrayContaining([
        [expect.any(String), 'misdirected'],
        [RIGHT_ADDRESS, 'accepted'],
      ]),
    );
    await otherSide(product).mailTo(RIGHT_ADDRESS);
  });
}
