import { afterAll, beforeAll, expect } from '@jest/globals';
import { connectSystem } from './second-system/connect-system.mjs';
import { passOnPayments } from './second-system/pass-on-payments.mjs';
import { settleRows } from './second-system/settle-rows.mjs';
import { watchRun } from './second-system/watch-run.mjs';
import { openWorld } from './second-system/world.mjs';
import { tellStory } from './support/story.mjs';

/** A firm connects a second invoicing system: its own form, a run that is watched and stopped, the rows set aside, and payments passed on. */
const world = {};
beforeAll(() => openWorld(world), 120_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
connectSystem(step, world);
watchRun(step, world);
settleRows(step, world);
passOnPayments(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
