import { addDays, dayIn, type LocalDate, localDate, timeIn } from '@invoicetracker/calendar';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RunAccountDay } from '../../src/modules/cases/run-account-day.js';
import { SendNotices } from '../../src/modules/notifications/outbox/send-notices.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { Firm } from '../factories/firm.js';
import { Product } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { liesAbout } from '../support/true-books.js';

/** A firm's clock and hours; the last one writes in the hour that a spring night leaves out. */
const PLACES = [
  ['Europe/Warsaw', '09:00', '17:00'],
  ['Europe/Budapest', '00:00', '23:59'],
  ['America/New_York', '08:00', '10:00'],
  ['Asia/Tokyo', '09:00', '17:00'],
  ['Pacific/Auckland', '22:00', '23:30'],
  ['Europe/Warsaw', '02:00', '03:00'],
] as const;

/** The stage that is watched comes so many days after the due date. */
const STAGE_DAYS = 7;
const STEP_MINUTES = 60;
const DAY_MINUTES = 24 * 60;

interface Letter {
  readonly place: string;
  readonly client: string;
  readonly day: LocalDate;
  readonly time: string;
}

describe('clocks that change', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let told = 0;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  /** One client whose stage is due the day before the change, one on it, one the day after; in each place. */
  const arrange = async (change: LocalDate) => {
    await product.owner.query('update accounts set is_automatic_sending = false');
    smtp.mails.length = 0;
    const firms = new Map<string, Firm>();
    for (const [index, [zone, from, until]] of PLACES.entries()) {
      const place = `p${(told += 1)}-${index}`;
      const firm = await Firm.make(product, place);
      await firm.rows(
        `update accounts set time_zone = $2, send_from = $3, send_until = $4, daily_run_at = '00:30', is_automatic_sending = true where id = $1`,
        zone,
        from,
        until,
      );
      await firm.rows(
        `insert into senders (account_id, host, port, security, from_name, from_email, created_at, updated_at)
         values ($1, '127.0.0.1', $2, 'none', $3, 'windykacja@firma.example', now(), now())`,
        smtp.port,
        place,
      );
      for (const away of [-1, 0, 1]) {
        const client = await firm.client(`day ${away}`, [`d${away + 1}@${place}.example`]);
        const dueOn = addDays(change, away - STAGE_DAYS);
        await firm.invoice(client, { number: `FV/${away}`, dueOn });
      }
      await firm.settle(addDays(change, -2));
      firms.set(place, firm);
    }
    return firms;
  };

  const expectTruth = async (firms: ReadonlyMap<string, Firm>) => {
    for (const [place, firm] of firms) {
      const arrived = smtp.mails.filter((mail) => mail.to.endsWith(`@${place}.example`));
      expect(await liesAbout(firm, arrived, { isOver: true })).toEqual([]);
    }
  };

  /** What the tick wakes, done at once. */
  const tick = async () => {
    const tenancy = await product.get(Tenancy);
    const clock = await product.get(Clock);
    const at = [clock.now(), clock.wallNow()];
    const due = await tenancy.withoutScope(async (tx) => ({
      runs: await tx.query<{ account_id: string; on_day: string }>(
        'select * from system_due_daily_runs($1, $2)',
        at,
      ),
    }));
    for (const run of due.runs)
      await (await product.get(RunAccountDay)).execute(run.account_id, run.on_day);
    const { notices } = await tenancy.withoutScope(async (tx) => ({
      notices: await tx.query<{ account_id: string }>(
        'select * from system_accounts_with_notices($1, $2)',
        at,
      ),
    }));
    const send = await product.get(SendNotices);
    for (const notice of notices)
      await send.execute(systemScope(notice.account_id), new AbortController().signal);
  };

  /** Lets time go by, and notes when each letter came on its firm's own clock. */
  const live = async (from: Date, steps: number, place: (mail: string) => number) => {
    const letters: Letter[] = [];
    for (let step = 0; step <= steps; step += 1) {
      const now = new Date(from.getTime() + step * STEP_MINUTES * 60_000);
      product.clock.set(now);
      const before = smtp.mails.length;
      await tick();
      for (const mail of smtp.mails.slice(before)) {
        const [zone] = PLACES[place(mail.to)]!;
        letters.push({
          place: mail.to.split('@')[1]!,
          client: mail.to.split('@')[0]!,
          day: dayIn(zone, now),
          time: timeIn(zone, now),
        });
      }
    }
    return letters;
  };

  it.each([
    ['spring in Europe', '2026-03-29'],
    ['autumn in Europe', '2026-10-25'],
    ['spring in America', '2026-03-08'],
    ['autumn in America', '2026-11-01'],
    ['autumn in New Zealand', '2026-04-05'],
    ['spring in New Zealand', '2026-09-27'],
  ])('%s: every letter leaves once, on its day, in its hours', async (_what, day) => {
    const change = localDate(day);
    const firms = await arrange(change);
    const from = new Date(`${addDays(change, -2)}T10:10:00Z`);
    const letters = await live(from, (4 * DAY_MINUTES) / STEP_MINUTES, (to) =>
      Number(/-(\d)\.example$/.exec(to)![1]),
    );
    expect(letters).toHaveLength(3 * PLACES.length);
    for (const letter of letters) {
      const [zone, opens, closes] = PLACES[Number(letter.place.at(-9))]!;
      const due = addDays(change, Number(letter.client.slice(1)) - 1);
      const hasNoSuchHour = opens === '02:00' && zone === 'Europe/Warsaw' && due === '2026-03-29';
      expect({ ...letter, zone }).toMatchObject({ day: hasNoSuchHour ? addDays(due, 1) : due });
      expect(letter.time >= opens && letter.time < closes).toBe(true);
    }
    await expectTruth(firms);
    const runs = await product.owner.query<{ count: number }>(
      'select count(*)::int as count from daily_runs group by account_id, on_day having count(*) > 1',
    );
    expect(runs.rows).toEqual([]);
  });

  it('jumps back and forth: nothing comes twice, nothing is lost', async () => {
    const day = localDate('2027-02-10');
    const firms = await arrange(day);
    const noon = new Date(`${day}T12:10:00Z`);
    const place = (to: string) => Number(/-(\d)\.example$/.exec(to)![1]);
    const hours = 60 / STEP_MINUTES;
    // a day too early and back, three days on, back again, and on
    for (const [days, steps] of [
      [-2, 12 * hours],
      [-3, 4],
      [0, 30 * hours],
      [-1, 6],
      [3, 24 * hours],
      [0, 4],
      [4, 24 * hours],
    ] as const) {
      await live(new Date(noon.getTime() + days * 24 * 3600 * 1000), steps, place);
    }
    const recipients = smtp.mails.map((mail) => mail.to);
    expect(new Set(recipients).size).toBe(recipients.length);
    expect(recipients).toHaveLength(3 * PLACES.length);
    await expectTruth(firms);
  });
});
