import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { lookOver } from '../support/look-over.mjs';

export const STAGE = 'Demand for payment';
export const OLD_DAYS = '14';
const NEW_DAYS = '18';

/** A stage is put off; what that does to running cases is read before anything is saved. */
export function foreseeChange(step, world) {
  step('the forecast is read as it stands, for later comparison', async () => {
    const { api, root } = world;
    world.planned = await planOf(world);
    expect(world.planned.days.length).toBeGreaterThan(0);
    const changes = await api.get(`${root}/policy-changes`);
    world.changesBefore = changes.items.length;
  });

  step('a stage gets another day, and the screen says which cases would move and how', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Plans');
    await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
    const days = page.getByRole('spinbutton', { name: `${STAGE}: days from the due date` });
    expect(await days.inputValue()).toBe(OLD_DAYS);
    await days.fill(NEW_DAYS);
    await days.blur();
    await page.getByRole('button', { name: 'Show what changes' }).click();
    const effect = page.getByRole('region', { name: 'What changes' });
    await effect.getByText('Later', { exact: true }).waitFor();
    const later = effect.getByRole('listitem').filter({ hasText: STAGE }).first();
    const said = await later.textContent();
    expect(said.split(STAGE)).toHaveLength(1 + 2); // where the case stood, and where it would stand
    expect(await lookOver(page)).toEqual([]);
  });

  step('nothing has changed by looking', async () => {
    expect(await planOf(world)).toEqual(world.planned);
    const { items } = await world.api.get(`${world.root}/policy-changes`);
    expect(items).toHaveLength(world.changesBefore);
  });

  step('an edit after it makes the preview go away: it was true of another draft', async () => {
    const { page } = world;
    const gap = page.getByLabel('Days between two letters to one client');
    const was = await gap.inputValue();
    const effect = page.getByRole('region', { name: 'What changes' });
    await gap.fill(String(Number(was) + 1));
    await gap.blur();
    await effect.waitFor({ state: 'detached' });
    await gap.fill(was);
    await gap.blur();
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await effect.waitFor();
  });

  step('saved with its cases, the plan holds for them at once', async () => {
    const { page, api, root } = world;
    const button = page.getByRole('button', { name: /^Save and move \d+ cases?$/ });
    world.moved = Number(/\d+/.exec(await button.textContent())[0]);
    await button.click();
    await page.getByText('The new plan is saved').waitFor();
    const { items } = await api.get(`${root}/policy-changes`);
    expect(items[0].movedCases).toBe(world.moved);
    world.replanned = await planOf(world);
    expect(world.replanned).not.toEqual(world.planned);
  });
}

/** The next 60 days, without the instant of looking. */
export function planOf({ api, root }) {
  return api.get(`${root}/forecast`);
}
