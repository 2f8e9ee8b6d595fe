import { addDays, type LocalDate, localDate, weekday } from '@invoicetracker/calendar';
import { effectiveDueOn, isHoliday } from '@invoicetracker/calendar/holidays';
import { DEFAULT_STAGES } from '@invoicetracker/dunning';
import { expect } from '@jest/globals';

import {
  type BookedInvoice,
  inOrder,
  Judge,
  type JudgedStage,
  type Part,
  type SentLetter,
} from './judge.js';
import type { LifeTally } from './life-tally.js';
import type { FirmLayout, LivedFirm } from './lived-firm.js';

export const LIFE_STARTS = localDate('2026-03-02');
const CLIENTS = ['Alfa', 'Beta', 'Gamma'];
/** In each of them the run at five and the outbox at eight (UTC) are on the same day. */
export const ZONES = [
  'Europe/Warsaw',
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'America/New_York',
  'Pacific/Auckland',
];

/** A firm's days: what happens in the morning, the run and its letters, and the judge in the evening. */
export class Life {
  /** how many letters the judge has seen */
  judged = 0;
  private numbered = 0;
  /** days that are still to pass without anybody being there */
  private downFor = 0;
  private readonly judge: Judge;

  private constructor(
    private readonly firm: LivedFirm,
    private readonly random: () => number,
    private readonly layout: FirmLayout,
    private readonly tally: LifeTally,
  ) {
    this.judge = new Judge({ stages: DEFAULT_STAGES, gapDays: layout.gapDays });
  }

  static async begin(
    random: () => number,
    found: (layout: FirmLayout) => LivedFirm | Promise<LivedFirm>,
    tally: LifeTally,
    zone?: string,
  ): Promise<Life> {
    const layout = {
      weekdays: pick(random, [
        [1, 2, 3, 4, 5, 6, 7],
        [1, 2, 3, 4, 5],
        [2, 4],
      ]),
      gapDays: pick(random, [0, 3, 5]),
      timeZone: zone ?? pick(random, ZONES),
    };
    tally.zones.add(layout.timeZone);
    const life = new Life(await found(layout), random, layout, tally);
    for (const name of CLIENTS) await life.firm.client(name);
    return life;
  }

  async live(day: LocalDate): Promise<void> {
    const happened = await this.morning(day);
    // now and then nobody is there, for a day or several: what was missed is caught up
    if (this.downFor === 0 && this.random() < 0.04)
      this.downFor = 1 + Math.floor(this.random() * 3);
    if (this.downFor > 0) {
      this.downFor -= 1;
      this.tally.note('downtime');
      return;
    }
    for (const invoice of this.judge.invoices) this.look(invoice, day);
    await this.firm.run(day);
    await this.evening(day, happened);
  }

  /** @returns the invoices of which the firm's books and those of the judge do not agree what is open */
  async booksDiffer(): Promise<string[]> {
    const stored = await this.firm.openMinor();
    return this.judge.invoices
      .filter((one) => stored.get(one.number) !== this.judge.openMinor(one, LAST_DAY))
      .map((one) => one.number);
  }

  private async morning(day: LocalDate): Promise<string[]> {
    const happened: string[] = [];
    const open = this.judge.invoices.filter((one) => this.judge.openMinor(one, day) > 0);
    const paid = this.judge.invoices.filter(
      (one) =>
        one.movements.length > 0 &&
        this.judge.openMinor(one, day) <= 0 &&
        one.movements.at(-1)!.on < day,
    );
    if (this.random() < 0.2) happened.push(await this.issue(day));
    // the more is open, the more is paid: a firm's book stays of one size
    if (open.length > 0 && this.random() < 0.08 + open.length / 200)
      happened.push(await this.pay(pick(this.random, open), day, 1));
    if (open.length > 0 && this.random() < 0.06)
      happened.push(await this.pay(pick(this.random, open), day, 0.4));
    if (paid.length > 0 && this.random() < 0.05)
      happened.push(await this.takeBack(pick(this.random, paid), day));
    if (this.random() < 0.02) happened.push(await this.stop(pick(this.random, CLIENTS), day));
    if (open.length > 0 && this.random() < 0.04)
      happened.push(await this.promise(pick(this.random, open), day));
    if (open.length > 0 && this.random() < 0.04)
      happened.push(await this.contest(pick(this.random, open), day));
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
    const invoice: BookedInvoice = {
      number,
      client,
      dueOn,
      legalDueOn: effectiveDueOn('PL', dueOn),
      grossMinor: 10_000 + Math.floor(this.random() * 90_000),
      movements: [],
      promises: [],
      plan: null,
      contestedMinor: 0,
    };
    await this.firm.issue(invoice);
    this.judge.invoices.push(invoice);
    return `${number} issued to ${client}, due ${dueOn}`;
  }

  private async pay(invoice: BookedInvoice, day: LocalDate, share: number): Promise<string> {
    const minor = Math.ceil(this.judge.openMinor(invoice, day) * share);
    if (minor <= 0) return '';
    if (share === 1 && invoice.promises.some(({ until }) => until > day))
      this.tally.note('promise kept');
    this.tally.note(share === 1 ? 'payment' : 'part payment');
    await this.move(invoice, minor, day);
    return `${invoice.number} paid ${minor}`;
  }

  private async takeBack(invoice: BookedInvoice, day: LocalDate): Promise<string> {
    const last = invoice.movements.at(-1)!;
    if (last.minor <= 0) return '';
    this.tally.note('reversal');
    await this.move(invoice, -last.minor, day);
    return `${invoice.number} taken back ${last.minor}`;
  }

  private async move(invoice: BookedInvoice, minor: number, on: LocalDate): Promise<void> {
    invoice.movements.push({ on, minor });
    await this.firm.move(invoice.number, minor, on);
    this.look(invoice, on);
    if (invoice.plan?.isBroken === false && this.judge.openMinor(invoice, on) <= 0)
      this.tally.note('plan kept');
  }

  private look(invoice: BookedInvoice, on: LocalDate): void {
    const { plan } = invoice;
    if (plan === null || plan.isBroken) return;
    this.judge.look(invoice, on);
    if (plan.isBroken) this.tally.note('plan broken');
  }

  private async stop(client: string, day: LocalDate): Promise<string> {
    const until = addDays(day, 3 + Math.floor(this.random() * 20));
    this.tally.note('stop');
    await this.firm.stop(client, day, until);
    // one stop of a client lasts; a newer one takes its place
    const stops = (this.judge.stops.get(client) ?? []).map((rest) =>
      rest.until > day ? { ...rest, until: day } : rest,
    );
    this.judge.stops.set(client, [...stops, { from: day, until }]);
    return `${client} stopped until ${until}`;
  }

  private async promise(invoice: BookedInvoice, day: LocalDate): Promise<string> {
    const minor = this.judge.openMinor(invoice, day);
    if (minor <= 0 || !(await this.firm.hasOpenCase(invoice.number))) return '';
    const on = addDays(day, 1 + Math.floor(this.random() * 14));
    const isPlan = minor > 400 && this.random() < 0.5;
    const graceDays = isPlan ? pick(this.random, [0, 0, 10, 25]) : 0;
    const parts = isPlan ? this.partsOf(minor, on) : [{ on, minor }];
    this.tally.note(isPlan ? 'plan of instalments' : 'promise');
    await this.firm.promise(invoice.number, day, parts, graceDays);
    const replaced = invoice.promises.map((rest) =>
      rest.until > day ? { ...rest, until: day } : rest,
    );
    invoice.plan = null;
    if (isPlan) {
      invoice.promises.splice(0, Infinity, ...replaced);
      invoice.plan = {
        openMinor: minor,
        isBroken: false,
        parts: parts.map((part) => ({
          ...part,
          legalOn: effectiveDueOn('PL', part.on),
          breaksOn: missedFrom(part.on, graceDays),
        })),
      };
      return `${invoice.number} promised in ${parts.length} parts, ${graceDays} days of grace`;
    }
    // money promised for a day is looked for when a bank has had a working day to book it
    const until = missedFrom(on, 0);
    invoice.promises.splice(0, Infinity, ...replaced, { from: day, until });
    return `${invoice.number} promised for ${on}, rests until ${until}`;
  }

  /** Two to four parts, some days apart; together they are all that is open. */
  private partsOf(minor: number, first: LocalDate): Part[] {
    const count = 2 + Math.floor(this.random() * 3);
    const each = Math.floor(minor / count);
    let on = first;
    return Array.from({ length: count }, (_, index): Part => {
      if (index > 0) on = addDays(on, 3 + Math.floor(this.random() * 18));
      return { on, minor: index === count - 1 ? minor - each * (count - 1) : each };
    });
  }

  /** A part is contested; or what was is not any more. */
  private async contest(invoice: BookedInvoice, day: LocalDate): Promise<string> {
    const open = this.judge.openMinor(invoice, day);
    if (open <= 1 || !(await this.firm.hasOpenCase(invoice.number))) return '';
    const minor = invoice.contestedMinor > 0 ? 0 : 1 + Math.floor(this.random() * (open - 1));
    this.tally.note(minor === 0 ? 'dispute settled' : 'dispute');
    await this.firm.contest(invoice.number, day, minor === 0 ? null : minor);
    invoice.contestedMinor = minor;
    return `${invoice.number}: ${minor} contested`;
  }

  /** Money comes without a word for what; or all of it goes back. */
  private async takeInHand(client: string, day: LocalDate): Promise<string> {
    const before = this.judge.inHand.get(client) ?? 0;
    const minor = before > 0 ? -before : 5_000 + Math.floor(this.random() * 95_000);
    this.tally.note('money in hand');
    await this.firm.moneyInHand(client, minor, day);
    this.judge.inHand.set(client, before + minor);
    return `${client} has ${before + minor} in hand`;
  }

  /** The client wants a letter for each invoice, or no more. */
  private async part(client: string): Promise<string> {
    const isApart = !this.judge.apart.has(client);
    this.tally.note('letters apart');
    await this.firm.writeApart(client, isApart);
    if (isApart) this.judge.apart.add(client);
    else this.judge.apart.delete(client);
    return `${client} is written to ${isApart ? 'for each invoice' : 'once'}`;
  }

  /** The firm lays down something else, for its running cases too. */
  private async edit(day: LocalDate): Promise<string> {
    const gapDays = pick(this.random, [0, 2, 3, 5, 7]);
    const later = pick(this.random, [-2, 0, 3]);
    const isDemandEnabled = this.random() < 0.7;
    const stages = DEFAULT_STAGES.map((stage): JudgedStage => ({
      ...stage,
      offsetDays: stage.offsetDays + (stage.offsetDays < 0 ? 0 : later),
      isEnabled: stage.key !== 'demand' || isDemandEnabled,
    }));
    const plan = { gapDays, stages };
    this.tally.note('edited policy');
    await this.firm.lay(plan);
    this.judge.plan = plan;
    return `plan of ${day}: gap ${gapDays}, ${later} later${isDemandEnabled ? '' : ', no demand'}`;
  }

  private async evening(day: LocalDate, happened: readonly string[]): Promise<void> {
    const left = await this.firm.lettersOf(day);
    const isWorked = this.layout.weekdays.includes(weekday(day));
    const writes = isWorked && !isHoliday('PL', day);
    if (isWorked && !writes) this.tally.note('holiday');
    const ended = this.judge.invoices.filter((one) =>
      one.promises.some(({ until }) => until === day),
    );
    this.tally.note(
      'promise broken',
      ended.filter((one) => this.judge.openMinor(one, day) > 0).length,
    );
    for (const client of CLIENTS) {
      const letters = left
        .filter((letter) => letter.client === client)
        .map(({ audience, stage, about, askedMinor }) => ({ audience, stage, about, askedMinor }))
        .sort(inOrder);
      const expected = writes ? this.judge.expects(client, day) : [];
      // most days nothing has to leave and nothing has
      if (letters.length > 0 || expected.length > 0)
        this.compare({ day, client, happened, letters }, expected);
    }
    for (const letter of left) this.judge.saw(letter);
    this.judged += left.length;
    this.tally.note('letter', left.length);
    const lines = left.flatMap(({ about }) => about);
    this.tally.note(
      'letter about an instalment',
      lines.filter((line) => line.split(' ').length === 3).length,
    );
  }

  private compare(
    found: { day: LocalDate; client: string; happened: readonly string[]; letters: Letters },
    expected: Letters,
  ): void {
    try {
      expect(found).toEqual({ ...found, letters: expected });
    } catch (error) {
      (error as Error).message += `\n\n${this.judge.tell(found.client)}`;
      throw error;
    }
  }
}

/** The day a part counts as missed: a bank has had a working day to book it, and the days of grace are over. */
function missedFrom(on: LocalDate, graceDays: number): LocalDate {
  const booked = addDays(effectiveDueOn('PL', addDays(on, 1)), 1);
  const granted = addDays(on, graceDays + 1);
  return booked > granted ? booked : granted;
}

type Letters = readonly Omit<SentLetter, 'on' | 'client'>[];

const LAST_DAY = localDate('2999-01-01');

function pick<T>(random: () => number, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}
