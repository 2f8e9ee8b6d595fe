import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { goTo } from './world.mjs';

const ADDED = 'Prosimy o kontakt z panią Zofią.';

/** What the letters say: seen while it is typed, kept in versions, and read before it is used again. */
export function changeText(step, world) {
  step('a letter is seen in the frame beside its text, as it will leave', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Texts');
    await page.getByRole('main').getByRole('link', { name: 'Polish' }).first().click();
    await letterOf(page).getByText('Szanowni Państwo').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('what is typed appears in the letter without being saved', async () => {
    const { page } = world;
    const text = page.getByLabel('Text', { exact: true });
    await text.fill(`${await text.inputValue()}\n\n${ADDED}`);
    await letterOf(page).getByText(ADDED).waitFor();
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.getByText('Version 1', { exact: true }).waitFor();
  });

  step(
    'the shipped text is read, as written and as a letter, before it is used again',
    async () => {
      const { page } = world;
      await page.getByRole('button', { name: 'Read' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('{{ payment_details }}').waitFor();
      await letterOf(dialog).getByText('Szanowni Państwo').waitFor();
      expect(await letterOf(dialog).getByText(ADDED).count()).toBe(0);
      expect(await lookOver(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Use again' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Read' }).waitFor();
      await letterOf(page).getByText(ADDED).waitFor({ state: 'detached' });
      await page.getByText('The version is in use again').waitFor();
    },
  );
}

function letterOf(place) {
  return place.locator('iframe').contentFrame();
}
