import { afterAll, beforeAll, expect } from '@jest/globals';
import { foreseeChange } from './plan-changed/foresee-change.mjs';
import { openWorld } from './plan-changed/world.mjs';
import { readForecast } from './plan-changed/read-forecast.mjs';
import { tellStory } from './support/story.mjs';
import { undoChange } from './plan-changed/undo-change.mjs';

/** A plan is changed while cases run on it: seen before, applied, read in the forecast, and taken back. */
const world = {};
beforeAll(() => openWorld(world), 240_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
foreseeChange(step, world);
readForecast(step, world);
undoChange(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
