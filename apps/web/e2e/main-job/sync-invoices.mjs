import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { DEBTOR, goTo, PAID, UNPAID } from './world.mjs';

/** Unpaid invoices come in. */
export function syncInvoices(step, world) {
  step('a double click on "Sync now" starts one run, and its progress can be watched', async () => {
    const { books, page } = world;
    const reminded = { issuedOn: '2026-09-30', dueOn: '2026-10-14', grossMinor: 123_456 };
    await books.issue({ ...reminded, number: UNPAID, client: DEBTOR });
    const payer = { company_name: 'Zapłacę Zawsze S.A.', email: 'kasa@zaplace.example' };
    world.paid = await books.issue({ ...reminded, number: PAID, client: payer });

    await books.fault({ match: 'invoices', kind: 'slow', times: 3, delayMs: 700 });
    await goTo(world, 'Sync');
    await page.getByRole('button', { name: 'Sync now' }).dblclick();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('article').getByText('Done', { exact: true }).waitFor();
    const runs = page.getByRole('table', { name: 'History' }).getByRole('row');
    expect(await runs.count()).toBe(1 + 1);
    expect(await lookOver(page)).toEqual([]);
  });

  step('the run says what it brought and what it set aside', async () => {
    const { page } = world;
    await page.getByRole('article').getByRole('link', { name: 'Details' }).click();
    await page.getByRole('heading', { name: 'Rows set aside' }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}

/** Reads the invoices once more, to the end: what was read days ago is too old to remind anybody of. */
export async function syncNow(world) {
  const { page } = world;
  await goTo(world, 'Sync');
  const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
  await rows.nth(1).waitFor();
  const before = await rows.count();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await rows.nth(before).waitFor();
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
}
