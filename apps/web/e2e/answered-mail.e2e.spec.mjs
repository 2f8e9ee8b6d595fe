import { afterAll, beforeAll, expect } from '@jest/globals';
import { keepPromise } from './answered-mail/keep-promise.mjs';
import { mendAddress } from './answered-mail/mend-address.mjs';
import { openWorld } from './answered-mail/world.mjs';
import { tellStory } from './support/story.mjs';

/** What comes back after reminders have left: an answer that becomes a promise, and an address that is mended. */
const world = {};
beforeAll(() => openWorld(world), 240_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
keepPromise(step, world);
mendAddress(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
