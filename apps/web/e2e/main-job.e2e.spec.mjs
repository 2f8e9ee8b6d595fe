import { afterAll, beforeAll, expect } from '@jest/globals';
import { changeText } from './main-job/change-text.mjs';
import { chaseToTheEnd } from './main-job/chase-to-the-end.mjs';
import { enterFirm } from './main-job/enter-firm.mjs';
import { holdOldDebts } from './main-job/hold-old-debts.mjs';
import { openWorld } from './main-job/world.mjs';
import { readClaim } from './main-job/read-claim.mjs';
import { readCases } from './main-job/read-cases.mjs';
import { seeOtherFirm } from './main-job/see-other-firm.mjs';
import { sendReminders } from './main-job/send-reminders.mjs';
import { syncInvoices } from './main-job/sync-invoices.mjs';
import { tellStory } from './support/story.mjs';

/** The whole way as a person goes it, on the real product: one firm, one autumn, one browser. */
const world = {};
beforeAll(() => openWorld(world), 120_000);
afterAll(() => world.close?.(), 60_000);

const step = tellStory(world);
enterFirm(step, world);
syncInvoices(step, world);
holdOldDebts(step, world);
readCases(step, world);
changeText(step, world);
sendReminders(step, world);
chaseToTheEnd(step, world);
readClaim(step, world);
seeOtherFirm(step, world);

step('nothing was wrong in the browser all the way', () => {
  expect(world.browser.complaints).toEqual([]);
});
