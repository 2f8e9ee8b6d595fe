import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';

/** What the delay has come to, and why: every figure can be followed to what a bank has published. */
export function readClaim(step, world) {
  step('interest can be followed to the rate it was read from', async () => {
    const { page } = world;
    const claim = page.getByRole('region', { name: 'Late charges' });
    await claim.getByLabel('The client is').selectOption('a business');
    await claim.getByText(/^Interest for \d+ days$/).click();
    await claim.getByText('How 13.75% comes about').first().click();
    const row = claim.getByText(
      'NBP reference rate: 3.75%, in force since 5 Mar 2026, read for 1 Jul 2026',
    );
    await row.waitFor();
    const source = await row.getByRole('link', { name: 'Source' }).getAttribute('href');
    expect(source).toMatch(/^https:\/\/static\.nbp\.pl\//);
    expect(await claim.textContent()).toContain('Act of 8 March 2013 on late payment, art. 11b');
    expect(await lookOver(page)).toEqual([]);
  });

  step('a charge is waived with a reason and stands in the history', async () => {
    const { page } = world;
    const claim = page.getByRole('region', { name: 'Late charges' });
    await claim.getByRole('button', { name: 'Waive' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Waive the interest' });
    await dialog.getByLabel('Reason').fill('A good client for years');
    await dialog.getByRole('button', { name: 'Waive' }).click();
    await claim.getByText(/A good client for years/).waitFor();
    await claim.getByRole('button', { name: 'Keep after all' }).waitFor();
  });
}
