/* global document -- used inside the page */
import path from 'node:path';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** Longer pages repeat themselves further down. */
const MAX_HEIGHT = 2200;

/**
 * Takes the open screen at every width.
 * @param {{ folder: string, name: string, language: string, schemes: ('light' | 'dark')[] }} target
 * @returns the names of the files
 */
export async function takePictures(page, { folder, name, language, schemes }) {
  const files = [];
  for (const size of SIZES) {
    await growToContent(page, size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const file = `${name}--${size.width}-${colorScheme}-${language}.png`;
      await page.screenshot({ path: path.join(folder, file), animations: 'disabled' });
      files.push(file);
    }
  }
  return files;
}

// A window as high as the page, and not a long exposure of a low one: what sticks to the bottom stays there.
async function growToContent(page, { width, height }) {
  await page.setViewportSize({ width, height });
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  const tall = Math.min(Math.max(needed, height), MAX_HEIGHT);
  if (tall > height) await page.setViewportSize({ width, height: tall });
}

/** Resolves when what the screen has to show is there: its data, or that it waits or failed. */
export async function settled(page, isLoading) {
  const shown = isLoading ? '.skeleton' : 'h1, h2, [role=alert]';
  await page.locator(shown).first().waitFor();
  if (!isLoading) await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await page.evaluate(() => document.fonts.ready);
  if (!isLoading) await page.waitForLoadState('networkidle');
}
