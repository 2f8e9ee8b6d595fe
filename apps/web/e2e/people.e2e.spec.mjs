import { afterAll, beforeAll, expect } from '@jest/globals';
import { acceptInvitation } from './people/accept-invitation.mjs';
import { invitePerson } from './people/invite-person.mjs';
import { loseAccess } from './people/lose-access.mjs';
import { signInTwice } from './people/sign-in-twice.mjs';
import { switchFirms } from './people/switch-firms.mjs';
import { openWorld } from './people/world.mjs';
import { tellStory } from './support/story.mjs';

/** Somebody comes to a firm and leaves it again: two people, two browsers, two firms. */
const world = {};
beforeAll(() => openWorld(world), 120_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
invitePerson(step, world);
acceptInvitation(step, world);
signInTwice(step, world);
switchFirms(step, world);
loseAccess(step, world);

step('nothing was wrong in either browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
  expect(world.anna.complaints).toEqual([]);
});
