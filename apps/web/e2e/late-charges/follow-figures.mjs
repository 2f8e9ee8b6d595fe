import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { openClaim } from './world.mjs';

const SOURCE = 'https://nbp.example/communique-2026-10-01';

/** From a figure to the published rate behind it, also to one that somebody has just added. */
export function followFigures(step, world) {
  step('interest of a business leads to the rate of the half-year and its source', async () => {
    const claim = await openClaim(world);
    await claim.getByLabel('The client is').selectOption('a business');
    await claim.getByText(/^Interest for \d+ days?$/).click();
    await claim
      .getByText(/^How [\d.]+% comes about$/)
      .last()
      .click();
    const row = claim.getByText(/^NBP reference rate: 3.75%, in force since 5 Mar 2026/).last();
    await row.waitFor();
    expect(await row.getByRole('link', { name: 'Source' }).getAttribute('href')).toMatch(
      /^https:\/\/static\.nbp\.pl\//,
    );
    expect(await claim.textContent()).toContain('art. 11b');
    world.ofBusiness = await figuresOf(claim);
    expect(await lookOver(world.page)).toEqual([]);
  });

  step('a consumer owes another rate, and no compensation', async () => {
    const claim = await openClaim(world);
    await claim.getByLabel('The client is').selectOption('a consumer');
    await claim.getByText('Fixed compensation').waitFor({ state: 'detached' });
    await claim.getByText(/^Interest for \d+ days?$/).waitFor();
    world.ofConsumer = await figuresOf(claim);
    expect(world.ofConsumer).not.toEqual(world.ofBusiness);
  });

  step('an operator adds a new rate with its source', async () => {
    const { page } = world;
    await page.goto('/admin/rates');
    await page.getByRole('button', { name: 'Add a figure' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a figure' });
    await dialog.getByLabel('Which figure').selectOption('NBP reference rate');
    await dialog.getByLabel('Valid from').fill('2026-10-05');
    await dialog.getByLabel('Percent a year').fill('3.25');
    await dialog.getByLabel('Source').fill(SOURCE);
    await dialog.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('link', { name: 'nbp.example' }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the figure goes by it from that day on, and leads to it', async () => {
    const claim = await openClaim(world);
    await claim.getByText(/^Interest for \d+ days?$/).click();
    expect(await figuresOf(claim)).not.toEqual(world.ofConsumer);
    await claim.getByText('How 8.75% comes about').click();
    const row = claim.getByText('NBP reference rate: 3.25%, in force since 5 Oct 2026');
    expect(await row.getByRole('link', { name: 'Source' }).getAttribute('href')).toBe(SOURCE);
    await claim.getByLabel('The client is').selectOption('a business');
    await claim.getByText('Fixed compensation').waitFor();
    expect(await figuresOf(claim)).toEqual(world.ofBusiness);
  });
}

/** The amounts that stand in the panel, without their reasons. */
async function figuresOf(claim) {
  const amounts = await claim.locator('summary').allTextContents();
  return amounts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}
