import { expect } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { mailsTo, runToday } from './send-reminders.mjs';
import { syncNow } from './sync-invoices.mjs';
import { DEBTOR, goTo, PAID, STAFF, UNPAID } from './world.mjs';

/** The days of the plan after the reminder, and what the letter of each is called. */
const STAGES = [
  { at: '2026-10-21T09:00:00+02:00', subject: /^Upłynął termin płatności: / },
  { at: '2026-10-28T09:00:00+01:00', subject: /^Wezwanie do zapłaty: / },
  { at: '2026-11-04T09:00:00+01:00', subject: /przekazani/ },
];
/** A sync of the schedule may be under way when the clock has moved. */
const A_MINUTE_MS = 60_000;
const HAND_OVER = '2026-11-13T09:00:00+01:00';

/** One client pays, the other one never does. */
export function chaseToTheEnd(step, world) {
  step('once the invoice is paid in inFakt, a sync closes its case with the reason', async () => {
    const { books, page } = world;
    await books.pay(world.paid.uuid);
    await syncNow(world);
    await goTo(world, 'Cases');
    await page.getByRole('link', { name: 'Closed' }).click();
    await page.getByRole('link', { name: PAID }).click();
    const next = page.getByRole('region', { name: 'What comes next' });
    expect(await next.textContent()).toContain('Closed on Tuesday, 13 October 2026: Paid.');
    expect(await lookOver(page)).toEqual([]);
  });

  step('the other one gets firmer letters, stage by stage, and nobody else gets them', async () => {
    const { catcher, product } = world;
    for (const [index, { at, subject }] of STAGES.entries()) {
      product.clock.moveTo(at);
      await syncNow(world);
      await runToday(world);
      const mails = await eventually(
        () => mailsTo(catcher, DEBTOR.email),
        ({ length }) => length === 2 + index,
        A_MINUTE_MS,
      );
      const newest = mails.find((mail) => subject.test(mail.subject));
      expect(newest?.subject).toContain(UNPAID);
    }
    expect(await mailsTo(catcher, 'kasa@zaplace.example')).toHaveLength(1);
  });

  step(
    'at the last stage the case is ready for hand-over, and our own people hear of it',
    async () => {
      const { catcher, page, product } = world;
      product.clock.moveTo(HAND_OVER);
      await syncNow(world);
      await runToday(world);
      await eventually(
        () => mailsTo(catcher, STAFF),
        (mails) => mails.some(({ text }) => text.includes(UNPAID)),
        A_MINUTE_MS,
      );
      expect(await mailsTo(catcher, DEBTOR.email)).toHaveLength(1 + STAGES.length);

      await page.goto(world.caseUrl);
      await page.getByText('Ready for hand-over', { exact: true }).waitFor();
      expect(await lookOver(page)).toEqual([]);
    },
  );
}
