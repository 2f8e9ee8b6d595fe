import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { goTo } from './world.mjs';

/** The firm's books are old: how their debts enter is decided before anything is sent. */
export function holdOldDebts(step, world) {
  step('old debts are held back, so that only new invoices are reminded of', async () => {
    const { page } = world;
    await goTo(world, 'Sync');
    await page.getByRole('article').getByRole('link', { name: 'Decide' }).click();
    await page.getByText(/invoices? of which nothing is heard/).waitFor();
    expect(await page.getByRole('radio', { name: /^Hold/ }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Release', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByText(/decided on .* The decision can be changed at any time/).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}
