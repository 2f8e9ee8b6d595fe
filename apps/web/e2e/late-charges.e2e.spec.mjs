import { afterAll, beforeAll, expect } from '@jest/globals';
import { followFigures } from './late-charges/follow-figures.mjs';
import { settleCharges } from './late-charges/settle-charges.mjs';
import { openWorld } from './late-charges/world.mjs';
import { tellStory } from './support/story.mjs';

/** What a delay adds to an invoice: each figure down to the rate behind it, and what becomes of it once money comes. */
const world = {};
beforeAll(() => openWorld(world), 240_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
followFigures(step, world);
settleCharges(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
