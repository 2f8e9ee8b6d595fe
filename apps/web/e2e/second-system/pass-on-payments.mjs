import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { SECOND } from './world.mjs';

/** Overdue by some days, of the second system. */
const OWED = 'FV 77/2026';
const ORDER = { number: OWED, grossMinor: 100_000, issuedOn: '2026-09-20', dueOn: '2026-10-04' };

/** Payments recorded here reach the books of the second system, once it has been switched on. */
export function passOnPayments(step, world) {
  step('passing payments on is off at first, and says what will happen there', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Connections');
    const card = page.getByRole('article', { name: SECOND });
    const each = card.getByRole('switch', { name: 'Report every payment, parts too' });
    expect(await each.getAttribute('aria-checked')).toBe('false');
    await card.getByText('wFirma keeps no mark of ours').waitFor();
    expect(await lookOver(page)).toEqual([]);
    await each.click();
    await eventually(
      () => each.getAttribute('aria-checked'),
      (isOn) => isOn === 'true',
    );
  });

  step(
    'a part that is recorded on a case is told to the system, and the case goes on',
    async () => {
      const { books, page } = world;
      world.owed = await books.issue(ORDER);
      await goTo(world, 'Sync');
      const card = page.getByRole('article', { name: SECOND });
      const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
      await card.getByRole('button', { name: 'Sync now' }).click();
      await eventually(
        () => rows.count(),
        (count) => count === 1 + 3,
      );
      await card.getByText('Done', { exact: true }).waitFor();
      await openCase(world);

      const dialog = await openForm(world);
      expect(await dialog.getByLabel('Amount').inputValue()).toBe('1000.00');
      await dialog.getByLabel('Amount').fill('1000.01');
      await dialog.getByRole('button', { name: 'Record' }).click();
      await dialog.getByText('More than what is open').waitFor();
      await dialog.getByLabel('Amount').fill('400');
      await dialog.getByLabel('Note').fill('Transfer of Tuesday');
      await dialog.getByText('wFirma is told the amount and the day of this payment.').waitFor();
      expect(await lookOver(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Record' }).dblclick();
      await dialog.waitFor({ state: 'detached' });

      await payments(world).getByText('wFirma knows').waitFor();
      await page.getByText('PLN 600.00').first().waitFor();
      expect(await paidThere(world)).toEqual([40_000]);
      expect(await lookOver(page)).toEqual([]);
    },
  );

  step('once the rest is recorded the case is closed, and the books there say paid', async () => {
    const { page } = world;
    const dialog = await openForm(world);
    await dialog.getByText('Nothing is left to pay then').waitFor();
    await dialog.getByRole('button', { name: 'Record' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Closed', { exact: true }).waitFor();
    await eventually(
      () => paidThere(world),
      (paid) => paid.length === 2,
    );
    expect(await paidThere(world)).toEqual([40_000, 60_000]);
    await eventually(
      () => payments(world).getByText('wFirma knows').count(),
      (count) => count === 2,
    );
    // what the books there know is not taken back here; what it was for may still be said
    const buttons = await payments(world).getByRole('button').allInnerTexts();
    expect(buttons).toEqual(['What it is for', 'What it is for']);
    expect(await lookOver(page)).toEqual([]);
  });
}

const payments = ({ page }) => page.getByRole('region', { name: 'Payments', exact: true });

const paidThere = async ({ books, owed }) => {
  const { documents } = await books.documents();
  return documents.find(({ id }) => id === owed.id).payments.map((one) => one.amountMinor);
};

async function openCase(world) {
  const { page } = world;
  await goTo(world, 'Cases');
  await page.getByRole('searchbox', { name: 'Search cases' }).fill(OWED);
  await page.getByRole('link', { name: OWED }).click();
  await payments(world).getByText('No payment yet.').waitFor();
}

async function openForm(world) {
  await payments(world).getByRole('button', { name: 'Record a payment' }).click();
  const dialog = world.page.getByRole('dialog');
  await dialog.getByLabel('Amount').waitFor();
  return dialog;
}
