import { expect } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';

/** The rows that the first run set aside: an invoice is asked for again, a client is not worth it. */
export function settleRows(step, world) {
  step('a row that was set aside shows why, and the row as it came', async () => {
    const { page } = world;
    const runs = page.getByRole('table', { name: 'History' }).getByRole('row');
    await runs.last().getByRole('link').click();
    await page.getByRole('heading', { name: 'Rows set aside' }).waitFor();
    await eventually(
      () => rowsOf(world).count(),
      (count) => count === 2,
    );
    const row = invoiceOf(world);
    await row.getByText('Technical detail').click();
    await row.getByText('The row as it came').waitFor();
    await row
      .getByText(/sto złotych/)
      .first()
      .waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('asked for again, a row that reads well now is stored', async () => {
    const { page } = world;
    const row = invoiceOf(world);
    await row.getByRole('button', { name: 'Ask again' }).click();
    await row.getByText('Read well and stored now.').waitFor();
    await row.getByText('Solved', { exact: true }).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    expect(await lookOver(page)).toEqual([]);
  });

  step('another one is ignored, is found under its filter, and comes back', async () => {
    const { page } = world;
    await clientOf(world).getByRole('button', { name: 'Ignore', exact: true }).click();
    await clientOf(world).getByText('Ignored', { exact: true }).waitFor();
    const shown = page.getByRole('group', { name: 'Show' });
    await shown.getByRole('button', { name: 'Ignored' }).click();
    await eventually(
      () => rowsOf(world).count(),
      (count) => count === 1,
    );
    expect(await lookOver(page)).toEqual([]);
    await clientOf(world).getByRole('button', { name: 'No longer ignore' }).click();
    await page.getByText('There are no such rows.').waitFor();
    await shown.getByRole('button', { name: 'To look at' }).click();
    await clientOf(world).getByRole('button', { name: 'Ignore', exact: true }).waitFor();
    expect(await rowsOf(world).count()).toBe(1);
  });
}

const invoiceOf = (world) => rowsOf(world).filter({ hasText: /Invoice \d/ });
const clientOf = (world) => rowsOf(world).filter({ hasText: /Client \d/ });
const rowsOf = ({ page }) =>
  page.getByRole('region', { name: 'Rows set aside' }).getByRole('listitem');
