import { mkdirSync, rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../../../scripts/browser.mjs';
import { writeContactSheet } from './contact-sheet.mjs';
import { SCREENS } from './screen-list.mjs';
import { openStudio } from './studio.mjs';

// One language after the other: it is kept with the person, who looks through all the windows.
// Colours do not change with the words: in the dark, two languages are enough.
const LANGUAGES = [
  { language: 'en', locale: 'en-GB', schemes: ['light', 'dark'] },
  { language: 'pl', locale: 'pl-PL', schemes: ['light', 'dark'] },
  { language: 'hu', locale: 'hu-HU', schemes: ['light'] },
  { language: 'de', locale: 'de-DE', schemes: ['light'] },
];
const STUDIOS = 3;

/**
 * Takes every screen in every state and writes the contact sheet.
 *
 * @param {{ address: string, life: object, folder: string, only?: string, say: (line: string) => void }} order
 *   `life` is what `liveThroughDemo` returns; `only` is a part of the names wanted
 * @returns the names of the screens that could not be taken
 */
export async function takeScreens({ address, life, folder, only = '', say }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wanted = rowsOf(only);
  const files = new Map(wanted.map(({ name }) => [name, []]));
  const missed = [];
  const browser = await chromium.launch(await findBrowser());
  try {
    for (const { language, locale, schemes } of LANGUAGES) {
      const queue = [...wanted];
      const takeNext = async () => {
        const studio = openStudio({ browser, address, life, language, locale });
        for (let row = queue.shift(); row; row = queue.shift()) {
          const target = { folder, name: row.name, schemes };
          try {
            files.get(row.name).push(...(await studio.take(row.screen, row.mood, target)));
          } catch (error) {
            missed.push(`${row.name} (${language})`);
            say(`✖ ${row.name} (${language}): ${error.message.split('\n')[0]}`);
          }
        }
        await studio.close();
      };
      await Promise.all(Array.from({ length: STUDIOS }, takeNext));
      say(`✔ ${wanted.length} screens and states (${language})`);
    }
  } finally {
    await browser.close();
  }
  writeContactSheet(folder, files);
  return missed;
}

const rowsOf = (only) =>
  SCREENS.flatMap((screen) => [
    { name: screen.name, screen, mood: null },
    ...(screen.moods ?? []).map((mood) => ({
      name: screen.name.replace(/--.*/, `--${mood}`),
      screen,
      mood,
    })),
  ]).filter(({ name }) => name.includes(only));
