import { afterAll, beforeAll, expect } from '@jest/globals';
import { keepPromise } from './answered-mail/keep-promise.mjs';
import { mendAddress } from './answered-mail/mend-address.mjs';
import { nameAnother } from './answered-mail/name-another.mjs';
import { openWorld } from './answered-mail/world.mjs';
import { tellStory } from './support/story.mjs';

/** What comes back after reminders have left: an answer that becomes a promise, an address that is mended, and one that is somebody else's. */
const world = {};
beforeAll(() => openWorld(world), 240_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
keepPromise(step, world);
mendAddress(step, world);
nameAnother(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
