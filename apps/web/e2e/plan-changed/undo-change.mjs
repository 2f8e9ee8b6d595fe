import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { lookOver } from '../support/look-over.mjs';
import { OLD_DAYS, planOf, STAGE } from './foresee-change.mjs';

/** The change is taken back: the cases it moved stand where they stood. */
export function undoChange(step, world) {
  step('the change can be taken back, and says how many cases go back with it', async () => {
    const { page, moved } = world;
    await goTo(world, 'Settings', 'Plans');
    const changes = page.getByRole('region', { name: 'Changes' });
    await changes.getByRole('button', { name: 'Take back' }).first().click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain(`the ${moved} cases it moved go back`);
    expect(await lookOver(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('The change is taken back').waitFor();
    await changes.getByText('Taken back', { exact: true }).waitFor();
  });

  step('the plan and the next 60 days are what they were before', async () => {
    const { page, planned } = world;
    expect(await planOf(world)).toEqual(planned);
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
    const days = page.getByRole('spinbutton', { name: `${STAGE}: days from the due date` });
    expect(await days.inputValue()).toBe(OLD_DAYS);
    expect(await lookOver(page)).toEqual([]);
  });
}
