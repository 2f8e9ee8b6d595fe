import { addDays, type LocalDate, localDate } from '@invoicetracker/calendar';

/** One movement of money on an invoice; negative: it went back. */
export interface Movement {
  readonly on: LocalDate;
  readonly minor: number;
}

/** Reminders rest from a day to the day before another. */
export interface Rest {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface BookedInvoice {
  readonly number: string;
  readonly client: string;
  readonly dueOn: LocalDate;
  /** the first working day on or after the due date: what the law takes for it */
  readonly legalDueOn: LocalDate;
  readonly grossMinor: number;
  readonly movements: Movement[];
  /** what was promised on it: it rests until the promise is broken, or all is paid */
  readonly promises: Rest[];
}

/** A letter that left, and what it was about. */
export interface SentLetter {
  readonly on: LocalDate;
  readonly client: string;
  readonly audience: 'client' | 'staff';
  readonly stage: string;
  /** `number stage`, in order */
  readonly about: readonly string[];
}

export interface JudgedStage {
  readonly key: string;
  readonly offsetDays: number;
  readonly audience: 'client' | 'staff';
}

/**
 * What should happen, written from the rules and not from the engine: it keeps books of its own, in days and small
 * numbers, and says for one day and client what has to leave, given what has left before.
 */
export class Judge {
  readonly invoices: BookedInvoice[] = [];
  readonly stops = new Map<string, Rest[]>();
  private readonly letters: SentLetter[] = [];

  /** @param stages in their order */
  constructor(
    private readonly stages: readonly JudgedStage[],
    private readonly gapDays: number,
  ) {}

  openMinor(invoice: BookedInvoice, on: LocalDate): number {
    const moved = invoice.movements.filter((one) => one.on <= on);
    return invoice.grossMinor - moved.reduce((sum, { minor }) => sum + minor, 0);
  }

  /** Notes what has left. */
  saw(letter: SentLetter): void {
    this.letters.push(letter);
  }

  /** What has to leave on a day on which the firm writes, in the shape of what has left; nothing: the empty list. */
  expects(client: string, on: LocalDate): Pick<SentLetter, 'audience' | 'stage' | 'about'>[] {
    const due = this.invoices
      .filter((invoice) => invoice.client === client)
      .flatMap((invoice) => {
        const stage = this.stageDue(invoice, on);
        return stage === null ? [] : [{ invoice, stage }];
      });
    return (['client', 'staff'] as const).flatMap((audience) => {
      const mine = due.filter(({ stage }) => stage.audience === audience);
      if (mine.length === 0) return [];
      const firmest = mine.map(({ stage }) => this.place(stage.key)).sort((a, b) => b - a)[0]!;
      const about = mine.map(({ invoice, stage }) => `${invoice.number} ${stage.key}`).sort();
      return [{ audience, stage: this.stages[firmest]!.key, about }];
    });
  }

  /** All that is known of a client, for whoever has to find out who is right. */
  tell(client: string): string {
    const invoices = this.invoices.filter((invoice) => invoice.client === client);
    const letters = this.letters.filter((letter) => letter.client === client);
    const stops = this.stops.get(client) ?? [];
    return [...invoices, ...stops, ...letters].map((one) => JSON.stringify(one)).join('\n');
  }

  /** The stage of an invoice that has to go now, if any has. */
  private stageDue(invoice: BookedInvoice, on: LocalDate): JudgedStage | null {
    if (this.openMinor(invoice, on) <= 0 || this.rests(invoice, on)) return null;
    const had = this.hadSinceOpen(invoice, on);
    const furthest = Math.max(-1, ...had.map(({ key }) => this.place(key)));
    for (const stage of this.stages.slice(furthest + 1)) {
      const isReminder = stage.offsetDays < 0;
      // a reminder of a day that has come is given up
      if (isReminder && on >= invoice.dueOn) continue;
      const from = this.dueFrom(invoice, stage);
      const free = this.freeFrom(invoice.client, stage, had);
      const goes = from > free ? from : free;
      // held back until its day has come, it will be given up: the next one counts
      if (isReminder && goes >= invoice.dueOn) continue;
      return goes <= on ? stage : null;
    }
    return null;
  }

  private dueFrom(invoice: BookedInvoice, { offsetDays }: JudgedStage): LocalDate {
    const agreed = addDays(invoice.dueOn, offsetDays);
    if (offsetDays < 0) return agreed;
    const overdue = addDays(invoice.legalDueOn, offsetDays === 0 ? 0 : 1);
    return agreed > overdue ? agreed : overdue;
  }

  /** The first day on which the reader may hear from us again. */
  private freeFrom(
    client: string,
    stage: JudgedStage,
    had: readonly { readonly key: string; readonly on: LocalDate }[],
  ): LocalDate {
    if (stage.audience === 'staff') {
      const last = had.at(-1);
      if (last === undefined) return localDate('1970-01-01');
      const days = stage.offsetDays - this.stages[this.place(last.key)]!.offsetDays;
      return addDays(last.on, Math.max(1, days));
    }
    const contacts = this.letters
      .filter((letter) => letter.client === client && letter.audience === 'client')
      .map((letter) => letter.on)
      .sort();
    const last = contacts.at(-1);
    return last === undefined ? localDate('1970-01-01') : addDays(last, Math.max(1, this.gapDays));
  }

  /** A client that is stopped, or a promise that can still be kept. */
  private rests(invoice: BookedInvoice, on: LocalDate): boolean {
    const isIn = ({ from, until }: Rest) => from <= on && on < until;
    if ((this.stops.get(invoice.client) ?? []).some(isIn)) return true;
    const opened = this.openSince(invoice, on);
    return invoice.promises.some((promise) => isIn(promise) && promise.from >= opened);
  }

  /** The stages the invoice has had since it was last paid, in their order. */
  private hadSinceOpen(invoice: BookedInvoice, on: LocalDate): { key: string; on: LocalDate }[] {
    const opened = this.openSince(invoice, on);
    return this.letters
      .filter((letter) => letter.on >= opened)
      .flatMap((letter) =>
        letter.about.flatMap((line) => {
          const [number, key] = line.split(' ');
          return number === invoice.number ? [{ key: key!, on: letter.on }] : [];
        }),
      );
  }

  /** The day the debt was last found unpaid after having been paid; else the beginning. */
  private openSince(invoice: BookedInvoice, on: LocalDate): LocalDate {
    let open = invoice.grossMinor;
    let since = localDate('1970-01-01');
    for (const move of invoice.movements.filter((one) => one.on <= on)) {
      const wasPaid = open <= 0;
      open -= move.minor;
      if (wasPaid && open > 0) since = move.on;
    }
    return since;
  }

  private place(key: string): number {
    return this.stages.findIndex((stage) => stage.key === key);
  }
}
