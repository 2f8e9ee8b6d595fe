import { copyFileSync, globSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { it } from '@jest/globals';
import { inRoot } from '../../../../scripts/paths.mjs';

/**
 * Steps of one story, in order, each a test: the next one needs what the last one left, so after the first failure
 * the rest fails at once and says so. The failing screen is kept as a picture, with the logs of the programs.
 *
 * @param {{ page?: import('playwright-core').Page, product?: { dir: string } }} world the window the story happens in,
 *   the product behind it, and other people's windows, once they are there
 */
export function tellStory(world) {
  let brokenAt = null;
  return (sentence, step) =>
    it(sentence, async () => {
      if (brokenAt) throw afterwards(brokenAt);
      brokenAt = sentence; // until it has ended well: a step that hangs has no end to note it at
      try {
        await step();
        brokenAt = null;
      } catch (error) {
        await keepTraces(world, sentence);
        throw error;
      }
    });
}

/** Without its place in the code: what has to be mended is the earlier step. */
function afterwards(brokenAt) {
  const error = new Error(`The story broke off at "${brokenAt}".`);
  error.stack = error.message;
  return error;
}

async function keepTraces({ page, product, ...others }, sentence) {
  if (!page) return;
  const folder = inRoot('.data/e2e-failures', sentence.replace(/[^\w]+/g, '-').slice(0, 60));
  mkdirSync(folder, { recursive: true });
  for (const log of globSync('*.log', { cwd: product.dir })) {
    copyFileSync(path.join(product.dir, log), path.join(folder, log));
  }
  await page.screenshot({ path: path.join(folder, 'screen.png'), fullPage: true });
  for (const [name, window] of Object.entries(others)) {
    await window?.page?.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  }
}
