import { mkdirSync } from 'node:fs';
import { it } from '@jest/globals';
import { inRoot } from '../../../../scripts/paths.mjs';

/**
 * Steps of one story, in order, each a test: the next one needs what the last one left, so after the first failure
 * the rest fails at once and says so. The failing screen is kept as a picture.
 *
 * @param {() => import('playwright-core').Page | undefined} pageNow the window the story happens in
 */
export function tellStory(pageNow) {
  let brokenAt = null;
  return (sentence, step) =>
    it(sentence, async () => {
      if (brokenAt) throw afterwards(brokenAt);
      try {
        await step();
      } catch (error) {
        brokenAt = sentence;
        await keepPicture(pageNow(), sentence);
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

async function keepPicture(page, sentence) {
  if (!page) return;
  const folder = inRoot('.data/e2e-failures');
  mkdirSync(folder, { recursive: true });
  const name = sentence.replace(/[^\w]+/g, '-').slice(0, 60);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
