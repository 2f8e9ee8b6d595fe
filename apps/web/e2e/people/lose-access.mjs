import { expect } from '@jest/globals';
import { ANNA, FIRST_FIRM, openSettings, SECOND_FIRM } from './world.mjs';

export function loseAccess(step, world) {
  step('taken out of the firm, Anna is out with her next click', async () => {
    const { anna, page } = world;
    await openSettings(page, FIRST_FIRM, 'People');
    const question = `Take ${ANNA.name} out of the firm?`;
    await page.getByRole('button', { name: question }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
    await page.getByRole('button', { name: question }).waitFor({ state: 'detached' });

    anna.expectRefusal(404, /\/accounts\//);
    await anna.page.getByRole('link', { name: 'Cases', exact: true }).first().click();
    await anna.page.getByText('There is nothing here').first().waitFor();
  });

  step('the other firm is still hers', async () => {
    const { page } = world.anna;
    await page.goto('/');
    await page.getByRole('button', { name: SECOND_FIRM.name }).waitFor();
  });

  step('the audit trail of the firm tells the whole story', async () => {
    const { page } = world;
    await openSettings(page, FIRST_FIRM, 'Audit trail');
    const rows = page.locator('main ol > li');
    await rows.first().waitFor();
    const trail = await rows.allInnerTexts();
    expect(trail.length).toBeGreaterThanOrEqual(3);
    await page.getByRole('searchbox', { name: 'Search' }).fill('invitation');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await rows.first().waitFor();
  });
}
