import { randomInt } from 'node:crypto';

import { addDays, type LocalDate, localDate, weekday } from '@invoicetracker/calendar';
import { effectiveDueOn, isHoliday } from '@invoicetracker/calendar/holidays';
import { DEFAULT_STAGES, type DunningPolicy } from '@invoicetracker/dunning';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Moment } from '../../src/modules/cases/contract/moment.js';
import { putOnHold } from '../../src/modules/cases/contract/put-on-hold.js';
import { recordPromise } from '../../src/modules/cases/contract/record-promise.js';
import { ChangePolicies } from '../../src/modules/cases/policies/change-policies.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { Firm } from '../factories/firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from '../support/product.js';
import { randomFrom } from '../support/random-from.js';
import { SmtpDouble } from '../support/smtp-double.js';
import { type BookedInvoice, inOrder, Judge, type JudgedStage, type SentLetter } from './judge.js';

const START = localDate('2026-03-02');
const CLIENTS = ['Alfa', 'Beta', 'Gamma'];
/** In each of them the run at five and the outbox at eight (UTC) are on the same day. */
const ZONES = [
  'Europe/Warsaw',
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'America/New_York',
  'Pacific/Auckland',
];

/** Give TEST_SEED to repeat a run's choices; the long set (TEST_SOAK) lives more and longer lives. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
const soak = Number(process.env['TEST_SOAK'] ?? 0);
const LIVES = soak > 0 ? 20 * soak : 4;
const DAYS = soak > 0 ? 1095 : 150;

describe(`lives of firms, judged day by day (seed ${seed})`, () => {
  let product: Product;
  let smtp: SmtpDouble;

  beforeAll(async () => {
    product = await Product.start();
    smtp = await SmtpDouble.start();
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  it.each(Array.from({ length: LIVES }, (_, life) => seed + life))(
    'writes to the right people on the right days, and to nobody else (life %d)',
    async (life) => {
      smtp.mails.length = 0;
      const firm = await Life.begin(product, smtp, life);
      for (let ahead = 0; ahead < DAYS; ahead += 1) await firm.live(addDays(START, ahead));
      expect(firm.judged).toBeGreaterThan(DAYS / 5);
      // what the judge saw is what the mail server has
      const arrived = smtp.mails.map((mail) => mail.messageId);
      expect(new Set(arrived).size).toBe(arrived.length);
      expect(arrived).toHaveLength(firm.judged);
      expect(await firm.booksDiffer()).toEqual([]);
    },
    3_000_000,
  );
});

/** A firm's days: what happens in the morning, the run at seven, the outbox at ten, and the judge in the evening. */
class Life {
  judged = 0;
  private readonly ids = new Map<string, string>();
  private numbered = 0;

  private constructor(
    private readonly product: Product,
    private readonly firm: Firm,
    private readonly outbox: Outbox,
    private readonly random: () => number,
    private readonly judge: Judge,
    private readonly weekdays: readonly number[],
  ) {}

  static async begin(product: Product, smtp: SmtpDouble, seed: number): Promise<Life> {
    const random = randomFrom(seed);
    product.clock.set(`${START}T05:00:00Z`);
    const firm = await Firm.make(product, `Firma ${seed}`);
    const outbox = new Outbox(product, firm);
    await outbox.useSender(smtp.port);
    await firm.switchSending(true);
    const weekdays = pick(random, [
      [1, 2, 3, 4, 5, 6, 7],
      [1, 2, 3, 4, 5],
      [2, 4],
    ]);
    const gapDays = pick(random, [0, 3, 5]);
    await firm.rows(
      `update accounts set send_weekdays = $2, time_zone = $3, is_holiday_skipped = true, daily_notice_cap = 1000, undo_minutes = 0 where id = $1`,
      weekdays,
      pick(random, ZONES),
    );
    await firm.rows('update policy_versions set min_gap_days = $2 where account_id = $1', gapDays);
    const judge = new Judge({ stages: DEFAULT_STAGES, gapDays });
    return new Life(product, firm, outbox, random, judge, weekdays);
  }

  async live(day: LocalDate): Promise<void> {
    this.product.clock.set(`${day}T05:00:00Z`);
    if (this.ids.size === 0)
      for (const name of CLIENTS) this.ids.set(name, await this.firm.client(name));
    const happened = await this.morning(day);
    // now and then nobody is there: what was missed is caught up
    if (this.random() < 0.05) return;
    await this.firm.settle(day);
    await this.firm.run(day);
    this.product.clock.set(`${day}T08:00:00Z`);
    await this.outbox.work();
    await this.evening(day, happened);
  }

  /** @returns what the sums of the database and those of the judge do not agree about */
  async booksDiffer(): Promise<string[]> {
    const rows = await this.firm.rows<{ number: string; open: string }>(
      'select number, balance_minor::text as open from invoices where account_id = $1',
    );
    const stored = new Map(rows.map(({ number, open }) => [number, Number(open)]));
    return this.judge.invoices
      .filter(
        (one) => stored.get(one.number) !== this.judge.openMinor(one, localDate('2999-01-01')),
      )
      .map((one) => one.number);
  }

  private async morning(day: LocalDate): Promise<string[]> {
    const happened: string[] = [];
    const open = this.judge.invoices.filter((one) => this.judge.openMinor(one, day) > 0);
    const paid = this.judge.invoices.filter(
      (one) => this.judge.openMinor(one, day) <= 0 && one.movements.at(-1)!.on < day,
    );
    if (this.random() < 0.2) happened.push(await this.issue(day));
    if (open.length > 0 && this.random() < 0.08)
      happened.push(await this.pay(pick(this.random, open), day, 1));
    if (open.length > 0 && this.random() < 0.06)
      happened.push(await this.pay(pick(this.random, open), day, 0.4));
    if (paid.length > 0 && this.random() < 0.05)
      happened.push(await this.takeBack(pick(this.random, paid), day));
    if (this.random() < 0.02) happened.push(await this.stop(pick(this.random, CLIENTS), day));
    if (open.length > 0 && this.random() < 0.04)
      happened.push(await this.promise(pick(this.random, open), day));
    if (this.random() < 0.05) happened.push(await this.takeInHand(pick(this.random, CLIENTS), day));
    if (this.random() < 0.03) happened.push(await this.part(pick(this.random, CLIENTS)));
    if (this.random() < 0.02) happened.push(await this.edit(day));
    return happened;
  }

  private async issue(day: LocalDate): Promise<string> {
    const number = `FV/${(this.numbered += 1)}`;
    const client = pick(this.random, CLIENTS);
    let dueOn = addDays(day, Math.floor(this.random() * 15));
    // of two that are due on one day nobody says which is the older
    const taken = new Set(
      this.judge.invoices.filter((one) => one.client === client).map((one) => one.dueOn),
    );
    while (taken.has(dueOn)) dueOn = addDays(dueOn, 1);
    const grossMinor = 10_000 + Math.floor(this.random() * 90_000);
    const id = await this.firm.invoice(this.ids.get(client)!, { number, dueOn, gross: grossMinor });
    const legalDueOn = effectiveDueOn('PL', dueOn);
    await this.firm.rows(
      'update invoices set legal_due_on = $3 where account_id = $1 and id = $2',
      id,
      legalDueOn,
    );
    this.ids.set(number, id);
    this.judge.invoices.push({
      number,
      client,
      dueOn,
      legalDueOn,
      grossMinor,
      movements: [],
      promises: [],
    });
    return `${number} issued to ${client}, due ${dueOn}`;
  }

  private async pay(invoice: BookedInvoice, day: LocalDate, share: number): Promise<string> {
    const minor = Math.ceil(this.judge.openMinor(invoice, day) * share);
    if (minor <= 0) return '';
    await this.move(invoice, minor, day);
    return `${invoice.number} paid ${minor}`;
  }

  private async takeBack(invoice: BookedInvoice, day: LocalDate): Promise<string> {
    const last = invoice.movements.at(-1)!;
    if (last.minor <= 0) return '';
    await this.move(invoice, -last.minor, day);
    return `${invoice.number} taken back ${last.minor}`;
  }

  private async move(invoice: BookedInvoice, minor: number, on: LocalDate): Promise<void> {
    await this.firm.pay(this.ids.get(invoice.number)!, minor, on);
    invoice.movements.push({ on, minor });
    await this.firm.settle(on, [this.ids.get(invoice.number)!]);
  }

  private async stop(client: string, day: LocalDate): Promise<string> {
    const until = addDays(day, 3 + Math.floor(this.random() * 20));
    await this.inAccount(day, (tx, scope, at) =>
      putOnHold(
        tx,
        scope,
        at,
        { kind: 'client', id: this.ids.get(client)! },
        { code: 'stop', reason: 'rozmowa', until },
      ),
    );
    // one stop of a client lasts; a newer one takes its place
    const stops = (this.judge.stops.get(client) ?? []).map((rest) =>
      rest.until > day ? { ...rest, until: day } : rest,
    );
    this.judge.stops.set(client, [...stops, { from: day, until }]);
    return `${client} stopped until ${until}`;
  }

  private async promise(invoice: BookedInvoice, day: LocalDate): Promise<string> {
    const [row] = await this.firm.rows<{ id: string }>(
      `select id from cases where account_id = $1 and number = $2 and state = 'active'`,
      invoice.number,
    );
    if (row === undefined || this.judge.openMinor(invoice, day) <= 0) return '';
    const on = addDays(day, 1 + Math.floor(this.random() * 14));
    const amountMinor = BigInt(this.judge.openMinor(invoice, day));
    await this.inAccount(day, (tx, scope, at) =>
      recordPromise(tx, scope, at, row.id, {
        instalments: [{ on, amountMinor }],
        source: 'person',
        note: 'telefon',
      }),
    );
    const replaced = invoice.promises.map((rest) =>
      rest.until > day ? { ...rest, until: day } : rest,
    );
    // money promised for a day is looked for when a bank has had a working day to book it
    const until = addDays(effectiveDueOn('PL', addDays(on, 1)), 1);
    invoice.promises.splice(0, Infinity, ...replaced, { from: day, until });
    return `${invoice.number} promised for ${on}, rests until ${until}`;
  }

  /** Money comes without a word for what; or all of it goes back. */
  private async takeInHand(client: string, day: LocalDate): Promise<string> {
    const before = this.judge.inHand.get(client) ?? 0;
    const minor = before > 0 ? -before : 5_000 + Math.floor(this.random() * 95_000);
    await this.firm.moneyInHand(this.ids.get(client)!, minor, day);
    this.judge.inHand.set(client, before + minor);
    return `${client} has ${before + minor} in hand`;
  }

  /** The client wants a letter for each invoice, or no more. */
  private async part(client: string): Promise<string> {
    const isApart = !this.judge.apart.has(client);
    await this.firm.rows(
      'update clients set is_notice_per_invoice = $3 where account_id = $1 and id = $2',
      this.ids.get(client)!,
      isApart,
    );
    if (isApart) this.judge.apart.add(client);
    else this.judge.apart.delete(client);
    return `${client} is written to ${isApart ? 'for each invoice' : 'once'}`;
  }

  /** The firm lays down something else, for its running cases too. */
  private async edit(day: LocalDate): Promise<string> {
    const gapDays = pick(this.random, [0, 2, 3, 5, 7]);
    const later = pick(this.random, [-2, 0, 3]);
    const isDemandEnabled = this.random() < 0.7;
    const edited = <Stage extends JudgedStage>(stage: Stage, original: JudgedStage): Stage => ({
      ...stage,
      offsetDays: original.offsetDays + (original.offsetDays < 0 ? 0 : later),
      isEnabled: original.key !== 'demand' || isDemandEnabled,
    });
    const [policy] = (await this.firm.rows(
      'select id, name, revision from policies where account_id = $1',
    )) as [{ id: string; name: string; revision: number }];
    const change = await this.product.get(ChangePolicies);
    const policyOf = (before: DunningPolicy): DunningPolicy => ({
      ...before,
      minGapDays: gapDays,
      stages: before.stages.map((stage, index) => edited(stage, DEFAULT_STAGES[index]!)),
    });
    const { id: policyId, name, revision } = policy;
    const scope = systemScope(this.firm.accountId);
    await change.execute(
      scope,
      { kind: 'version', policyId, name, revision, stageNames: [], policyOf },
      true,
    );
    this.judge.plan = {
      gapDays,
      stages: DEFAULT_STAGES.map((stage) => edited(stage, stage)),
    };
    return `plan of ${day}: gap ${gapDays}, ${later} later${isDemandEnabled ? '' : ', no demand'}`;
  }

  private async inAccount(
    day: LocalDate,
    work: (
      tx: Parameters<typeof putOnHold>[0],
      scope: Parameters<typeof putOnHold>[1],
      at: Moment,
    ) => Promise<unknown>,
  ): Promise<void> {
    const scope = systemScope(this.firm.accountId);
    const at = { now: this.product.clock.now(), today: day };
    await (await this.product.get(Tenancy)).inAccount(scope, (tx) => work(tx, scope, at));
  }

  private async evening(day: LocalDate, happened: readonly string[]): Promise<void> {
    const left = await this.lettersOf(day);
    const writes = this.weekdays.includes(weekday(day)) && !isHoliday('PL', day);
    for (const client of CLIENTS) {
      const letters = left
        .filter((letter) => letter.client === client)
        .map(({ audience, stage, about, askedMinor }) => ({ audience, stage, about, askedMinor }))
        .sort(inOrder);
      const expected = writes ? this.judge.expects(client, day) : [];
      try {
        expect({ day, client, happened, letters }).toEqual({
          day,
          client,
          happened,
          letters: expected,
        });
      } catch (error) {
        (error as Error).message += `\n\n${this.judge.tell(client)}`;
        throw error;
      }
    }
    for (const letter of left) this.judge.saw(letter);
    this.judged += left.length;
  }

  private async lettersOf(day: LocalDate): Promise<SentLetter[]> {
    return this.firm.rows<SentLetter>(
      `select n.sent_on::text as on, l.name as client, n.audience, n.stage_key as stage,
              array_agg(c.number || ' ' || k.stage_key order by (c.number || ' ' || k.stage_key) collate "C") as about,
              sum(k.amount_minor - k.credited_minor)::int as "askedMinor"
         from notices n
         join clients l on l.account_id = n.account_id and l.id = n.client_id
         join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome = 'counted'
         join cases c on c.account_id = k.account_id and c.id = k.case_id
        where n.account_id = $1 and n.sent_on = $2 group by n.account_id, n.id, l.name order by n.audience`,
      day,
    );
  }
}

function pick<T>(random: () => number, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}
