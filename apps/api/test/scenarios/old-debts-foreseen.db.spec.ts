import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DecideOldDebts } from '../../src/modules/cases/old-debts/decide-old-debts.js';
import type { OldDebtChoice } from '../../src/modules/cases/old-debts/old-debts.dto.js';
import { RehearseRelease } from '../../src/modules/cases/old-debts/rehearse-release.js';
import { RefreshInvoices } from '../../src/modules/providers/contract/refresh-invoices.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from '../support/product.js';
import { SmtpDouble } from '../support/smtp-double.js';

const START = '2026-03-12';
const DAYS = 45;
const day = (ahead: number): string =>
  new Date(Date.parse(START) + ahead * 86_400_000).toISOString().slice(0, 10);

let product: Product;
let smtp: SmtpDouble;

beforeAll(async () => {
  smtp = await SmtpDouble.start();
  product = await Product.start();
  // what is foreseen takes it that nobody pays: the provider, asked before each letter, says the same
  (await product.get(RefreshInvoices)).execute = async () => ({ state: 'fresh' });
});
afterAll(async () => {
  await product.close();
  await smtp.close();
});

const anyChoice = fc.constantFrom<Omit<OldDebtChoice, 'ageBand'>>(
  { entry: 'from-first-stage' },
  { entry: 'up-to-stage', upToStageKey: 'overdue-notice' },
  { entry: 'up-to-stage', upToStageKey: 'demand' },
  { entry: 'statement' },
  { entry: 'hold' },
);

const anyBook = fc.record({
  /** Whose it is, how long it has been due (negative: is not yet), and how it came. */
  invoices: fc.array(
    fc.record({
      client: fc.nat(3),
      daysPastDue: fc.integer({ min: -2, max: 120 }),
      isConnected: fc.constantFrom(true, true, true, false),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  silentClient: fc.option(fc.nat(3), { nil: null }),
  choices: fc.array(anyChoice, { minLength: 4, maxLength: 4 }),
  gapDays: fc.integer({ min: 0, max: 7 }),
  weekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5], [2, 4]),
  isHolidaySkipped: fc.boolean(),
  hours: fc.constantFrom(['11:00', '16:00'], ['09:00', '16:00'], ['06:00', '09:00']),
});
type Book = typeof anyBook extends fc.Arbitrary<infer T> ? T : never;

it('what the calendar of a release foresees is what the daily runs then send, for any book', async () => {
  await fc.assert(
    fc.asyncProperty(anyBook, async (book) => {
      const { firm, connectionId } = await arrange(book);
      const scope = systemScope(firm.accountId);
      const choices = book.choices.map((choice, index) => ({ ...choice, ageBand: index + 1 }));
      const { notices } = await (
        await product.get(RehearseRelease)
      ).execute(scope, connectionId, choices);
      const foreseen = notices
        .filter(({ leavesOn }) => leavesOn < day(DAYS))
        .map(
          ({ plannedOn, leavesOn, clientId, stage, cases }) =>
            `${plannedOn} ${leavesOn} ${clientId} ${stage.key} ${cases
              .map((one) => `${one.case.number}:${one.stage.key}`)
              .sort()
              .join(' ')}`,
        );
      await (await product.get(DecideOldDebts)).execute(scope, connectionId, 1, choices);
      await liveThrough(firm);
      expect(foreseen.sort()).toEqual(await sent(firm, connectionId));
    }),
    { numRuns: Number(process.env['FORESEEN_RUNS'] ?? 8), endOnFailure: true },
  );
}, 600_000);

it('a day takes as many letters as the account allows, and the calendar says so', async () => {
  const { firm, connectionId } = await arrange(
    {
      invoices: [0, 1, 2, 3].map((client) => ({ client, daysPastDue: 100, isConnected: true })),
      silentClient: null,
      choices: [1, 2, 3, 4].map(() => ({ entry: 'from-first-stage' as const })),
      gapDays: 5,
      weekdays: [1, 2, 3, 4, 5],
      isHolidaySkipped: true,
      hours: ['09:00', '16:00'],
    },
    3,
  );
  const scope = systemScope(firm.accountId);
  const choices = [1, 2, 3, 4].map((ageBand) => ({ ageBand, entry: 'from-first-stage' as const }));
  const { notices } = await (
    await product.get(RehearseRelease)
  ).execute(scope, connectionId, choices);
  const foreseen = notices.filter(({ leavesOn }) => leavesOn < day(DAYS));
  await (await product.get(DecideOldDebts)).execute(scope, connectionId, 1, choices);
  await liveThrough(firm);
  // who of several is left for the next day is nobody's promise; how many leave on which is
  const perDay = (days: readonly string[]) =>
    [...Map.groupBy(days, (on) => on)].map(([on, all]) => `${on}: ${all.length}`).sort();
  const left = (await sent(firm, connectionId)).map((line) => line.split(' ')[1]!);
  expect(perDay(foreseen.map(({ leavesOn }) => leavesOn))).toEqual(perDay(left));
  expect(perDay(left).slice(0, 2)).toEqual(['2026-03-12: 3', '2026-03-13: 1']);
}, 120_000);

async function arrange(book: Book, cap = 100): Promise<{ firm: Firm; connectionId: string }> {
  product.clock.set(`${START}T05:00:00+01:00`);
  const firm = await Firm.make(product);
  await new Outbox(product, firm).useSender(smtp.port);
  await firm.switchSending(true);
  await firm.rows(
    `update accounts set daily_run_at = '10:00', send_from = $2, send_until = $3, send_weekdays = $4, is_holiday_skipped = $5, daily_notice_cap = $6 where id = $1`,
    book.hours[0],
    book.hours[1],
    book.weekdays,
    book.isHolidaySkipped,
    cap,
  );
  await firm.rows(
    'update policy_versions set min_gap_days = $2 where account_id = $1',
    book.gapDays,
  );
  const [connection] = await firm.rows<{ id: string }>(
    `insert into connections (account_id, provider, name, sealed_key, key_set_at, created_at, updated_at)
     values ($1, 'infakt', 'inFakt', 'x', now(), now(), now()) returning id`,
  );
  const connectionId = connection!.id;
  const clients = await Promise.all(
    [0, 1, 2, 3].map((client) =>
      firm.client(`K${client}`, client === book.silentClient ? [] : undefined),
    ),
  );
  for (const [index, { client, daysPastDue, isConnected }] of book.invoices.entries()) {
    const id = await firm.invoice(clients[client]!, {
      number: `FV/${index}`,
      dueOn: day(-daysPastDue),
    });
    if (isConnected)
      await firm.rows(
        'update invoices set connection_id = $2 where account_id = $1 and id = $3',
        connectionId,
        id,
      );
  }
  await firm.settle(START);
  await firm.rows(
    'insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed) values ($1, $2, $3, true)',
    connectionId,
    START,
  );
  return { firm, connectionId };
}

/** Each day the outbox early in the morning, the daily run at ten, and the outbox at noon. */
async function liveThrough(firm: Firm): Promise<void> {
  const outbox = new Outbox(product, firm);
  for (let ahead = 0; ahead < DAYS; ahead += 1) {
    const at = (time: string) =>
      product.clock.set(new Date(`${day(ahead)}T${time}:00${ahead < 17 ? '+01:00' : '+02:00'}`));
    at('09:30');
    at((await isOpenAt(firm, '08:00')) ? '08:00' : '09:30');
    await outbox.work();
    at('10:00');
    await firm.run(day(ahead));
    at('12:00');
    await outbox.work();
  }
}

async function isOpenAt(firm: Firm, time: string): Promise<boolean> {
  const [row] = await firm.rows<{ open: boolean }>(
    'select $2::time >= send_from as open from accounts where id = $1',
    time,
  );
  return row!.open;
}

async function sent(firm: Firm, connectionId: string): Promise<string[]> {
  const rows = await firm.rows<{ line: string }>(
    `select n.planned_on::text || ' ' || n.sent_on::text || ' ' || n.client_id || ' ' || n.stage_key || ' '
              || string_agg(c.number || ':' || k.stage_key, ' ' order by (c.number || ':' || k.stage_key) collate "C") as line
       from notices n
       join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id
       join cases c on c.account_id = k.account_id and c.id = k.case_id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      where n.account_id = $1 and n.state = 'sent' group by n.account_id, n.id having bool_or(i.connection_id = $2)`,
    connectionId,
  );
  return rows.map((row) => row.line).sort();
}
