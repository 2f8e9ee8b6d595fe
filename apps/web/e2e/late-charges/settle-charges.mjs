import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { openClaim } from './world.mjs';

/** Money comes in with a word on what it is for, and what is left of the charges is waived or kept. */
export function settleCharges(step, world) {
  step('a payment that names the interest is credited so, by its article', async () => {
    const { page } = world;
    const claim = await openClaim(world);
    await page.getByRole('button', { name: 'Record a payment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a payment' });
    await dialog.getByLabel('The payer says it is for').selectOption('interest');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await claim.getByText('The payer named the interest.').waitFor();
    expect(await claim.textContent()).toContain('Polish Civil Code, art. 451 § 1');
    await page.getByRole('region', { name: 'Payments' }).getByText('For interest').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the invoice is paid, its charges are not: they stand in their list', async () => {
    const { page, root, overdue } = world;
    await page.goto(`${root}/cases/late-charges`);
    await page.getByText(overdue.number).first().waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('interest is waived with a reason, and kept again with another', async () => {
    const { page } = world;
    const claim = await openClaim(world);
    await sayOf(claim, page, {
      button: 'Waive',
      title: 'Waive the interest',
      reason: 'A good client',
    });
    await claim.getByText(/A good client/).waitFor();
    await sayOf(claim, page, {
      button: 'Keep after all',
      title: 'Keep the interest',
      reason: 'Late again',
    });
    await claim.getByText(/Late again/).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}

async function sayOf(claim, page, { button, title, reason }) {
  await claim.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: button }).click();
}
