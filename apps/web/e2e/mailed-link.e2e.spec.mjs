import { afterAll, beforeAll, expect } from '@jest/globals';
import { decideByLink } from './mailed-link/decide-by-link.mjs';
import { openWorld } from './mailed-link/world.mjs';
import { tellStory } from './support/story.mjs';

/** Letters that leave only when the owner lets them go, from the link of an evening mail and without a sign-in. */
const world = {};
beforeAll(() => openWorld(world), 240_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
decideByLink(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
