import { expect } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { addressOf, ANNA, BARTEK, CELINA } from './enter-books.mjs';
import { goTo, runToday } from './world.mjs';
import { syncNow } from '../main-job/sync-invoices.mjs';

/** The first sync of an old firm, nothing sent, a decision with the calendar in view, and what it said. */
export function letOldDebtsIn(step, world) {
  step('the first sync of an old firm says that old debts wait for a decision', async () => {
    const { page } = world;
    await goTo(world, 'Sync');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Old debts came in.').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step(
    'a daily run sends nothing before somebody has decided, and the overview says why',
    async () => {
      const { catcher, page } = world;
      await runToday(world);
      await page
        .getByRole('link', { name: /3 cases wait for your decision about old debts/ })
        .waitFor();
      expect(await mailsToClients(catcher)).toEqual([]);
      await goTo(world, 'Cases');
      await page.getByRole('link', { name: 'S/2' }).click();
      const next = page.getByRole('region', { name: 'What comes next' });
      await next.getByText('Waits for your decision about old debts.').waitFor();
      expect(await lookOver(page)).toEqual([]);
    },
  );

  step('what a choice would send is seen by day, by client and by invoice', async () => {
    const { page } = world;
    await goTo(world, 'Overview');
    await page.getByRole('link', { name: /wait for your decision/ }).click();
    await page.getByText('Nothing is sent for this connection until you have decided.').waitFor();
    await page.getByText(/invoices of which nothing is heard/).waitFor();
    await page.getByRole('radio', { name: /^Up to a stage/ }).check();
    await page.getByText('4 messages, 2 clients.').waitFor({ state: 'detached' });
    const days = page.getByRole('listitem').filter({ hasText: '2 × Overdue notice' });
    await days.getByRole('button').click();
    await days.getByRole('link', { name: 'S/1' }).waitFor();
    await days.getByText(BARTEK).waitFor();
    expect(await days.getByRole('button').first().textContent()).toContain('14 Oct');
    expect(await lookOver(page)).toEqual([]);
  });

  step('the release is asked for once more, and the screen says who decided', async () => {
    const { page } = world;
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/would leave, the first on Wednesday, 14 October 2026/).waitFor();
    await dialog.getByRole('button', { name: 'Release' }).click();
    await page.getByText(/decided on .* The decision can be changed at any time/).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the next daily run sends what the calendar said, and nothing else', async () => {
    const { catcher, product } = world;
    product.clock.moveTo('2026-10-14T09:00:00+02:00');
    await syncNow(world);
    await runToday(world);
    const mails = await eventually(
      () => mailsToClients(catcher),
      ({ length }) => length === 3,
    );
    const told = mails.map(({ to, subject }) => `${to[0].address} ${subject.slice(0, 24)}`).sort();
    expect(told).toEqual(
      [
        `${addressOf(ANNA)} Upłynął termin płatności`,
        `${addressOf(BARTEK)} Upłynął termin płatności`,
        `${addressOf(CELINA)} Przypomnienie o terminie`,
      ].sort(),
    );
  });
}

/** Without what the product itself writes to the people who use it. */
async function mailsToClients(catcher) {
  const mails = await catcher.all();
  return mails.filter(({ to }) => to.some(({ address }) => address.endsWith('@klient.example')));
}
