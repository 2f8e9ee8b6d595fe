import { afterAll, beforeAll, expect } from '@jest/globals';
import { letOldDebtsIn } from './old-firm/let-old-debts-in.mjs';
import { openWorld } from './old-firm/world.mjs';
import { tellStory } from './support/story.mjs';

/** A firm that brings its old debts along: nobody is written to before somebody has looked. */
const world = {};
beforeAll(() => openWorld(world), 120_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
letOldDebtsIn(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
