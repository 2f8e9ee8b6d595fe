import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { lookOver } from '../support/look-over.mjs';
import { STAGE } from './foresee-change.mjs';

/** The next 60 days as the changed plan makes them: day, whom, how much, which stage. */
export function readForecast(step, world) {
  step('the next 60 days are there day by day, with sums and stages', async () => {
    const { page, replanned } = world;
    await goTo(world, 'Settings', 'Plans');
    await page.getByRole('link', { name: 'Next 60 days' }).click();
    await page.getByRole('heading', { level: 1, name: 'Next 60 days' }).waitFor();
    const days = page.getByRole('main').getByRole('listitem');
    await days.first().waitFor();
    expect(await days.count()).toBe(replanned.days.length);
    const said = await days.allTextContents();
    expect(said.some((text) => text.includes(STAGE))).toBe(true);
    for (const [index, day] of replanned.days.entries())
      expect(said[index]).toContain(`${day.notices} message`);
    expect(await lookOver(page)).toEqual([]);
  });

  step('a day opens and says who, about which invoice, how much and at which stage', async () => {
    const { page, api, root, replanned } = world;
    const index = replanned.days.findIndex(({ byStage }) =>
      byStage.some(({ stageKey }) => stageKey === 'demand'),
    );
    const { on } = replanned.days[index];
    const day = page.getByRole('main').getByRole('listitem').nth(index);
    await day.getByRole('button').first().click();
    const { items } = await api.get(`${root}/forecast/day?on=${on}`);
    const rows = day.getByRole('listitem');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(items.length);
    const one = items.findIndex(({ stageKey }) => stageKey === 'demand');
    const words = await rows.nth(one).textContent();
    expect(words).toContain(items[one].client.name);
    expect(words).toContain(items[one].number);
    expect(words).toContain(STAGE);
    expect(words).toMatch(/\d[\d,.\s]*\d\d/);
    expect(await lookOver(page)).toEqual([]);
  });
}
