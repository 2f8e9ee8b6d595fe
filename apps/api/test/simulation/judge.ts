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

/** A part of what is promised, and its day. */
export interface Part {
  readonly on: LocalDate;
  readonly minor: number;
}

/** What a client has agreed to pay in parts, the last agreement of an invoice. */
export interface AgreedPlan {
  readonly parts: readonly (Part & { readonly legalOn: LocalDate; readonly breaksOn: LocalDate })[];
  /** what was open when it was agreed */
  readonly openMinor: number;
  /** a part was missed when somebody looked: no money mends that */
  isBroken: boolean;
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
  /** null: it is not paid in parts */
  plan: AgreedPlan | null;
  /** what the client says is not owed; 0: nothing */
  contestedMinor: number;
}

/** A letter that left, and what it was about. */
export interface SentLetter {
  readonly on: LocalDate;
  readonly client: string;
  readonly audience: 'client' | 'staff';
  readonly stage: string;
  /** `number stage`, in order */
  readonly about: readonly string[];
  /** in all, less what the client has in hand */
  readonly askedMinor: number;
}

export interface JudgedStage {
  readonly key: string;
  readonly offsetDays: number;
  readonly audience: 'client' | 'staff';
  readonly isEnabled: boolean;
}

/** What a firm has laid down; it may lay down something else. */
export interface JudgedPlan {
  /** in their order */
  readonly stages: readonly JudgedStage[];
  readonly gapDays: number;
}

/**
 * What should happen, written from the rules and not from the engine: it keeps books of its own, in days and small
 * numbers, and says for one day and client what has to leave, given what has left before.
 */
export class Judge {
  readonly invoices: BookedInvoice[] = [];
  readonly stops = new Map<string, Rest[]>();
  /** money of a client that settles nothing yet */
  readonly inHand = new Map<string, number>();
  /** clients that get a letter for each invoice */
  readonly apart = new Set<string>();
  private readonly letters: SentLetter[] = [];
  /** what each invoice has had, and the day of each client's last letter */
  private readonly had = new Map<string, { readonly key: string; readonly on: LocalDate }[]>();
  private readonly contactedOn = new Map<string, LocalDate>();

  constructor(public plan: JudgedPlan) {}

  openMinor(invoice: BookedInvoice, on: LocalDate): number {
    // asked a million times in a life: without lists in between
    let open = invoice.grossMinor;
    for (const move of invoice.movements) if (move.on <= on) open -= move.minor;
    return open;
  }

  /** Somebody looks at what was agreed: after money has moved, and before letters are written. */
  look(invoice: BookedInvoice, on: LocalDate): void {
    const part = this.awaited(invoice, on);
    if (part !== null && on >= part.breaksOn) invoice.plan!.isBroken = true;
  }

  /** Notes what has left. */
  saw(letter: SentLetter): void {
    this.letters.push(letter);
    for (const line of letter.about) {
      const [number, key, part] = line.split(' ') as [string, string, string | undefined];
      const of = part === undefined ? number : `${number} ${part}`;
      this.had.set(of, [...(this.had.get(of) ?? []), { key, on: letter.on }]);
    }
    if (letter.audience === 'client') this.contactedOn.set(letter.client, letter.on);
  }

  /** What has to leave on a day on which the firm writes, in the shape of what has left; nothing: the empty list. */
  expects(client: string, on: LocalDate): Omit<SentLetter, 'on' | 'client'>[] {
    const credited = this.credited(client, on);
    const asked = (invoice: BookedInvoice) =>
      this.askable(invoice, on) - (credited.get(invoice) ?? 0);
    const mine = this.invoices.filter((one) => one.client === client && asked(one) > 0);
    const due = mine.flatMap((invoice) => {
      const stage = this.stageDue(invoice, on);
      return stage === null ? [] : [{ invoice, stage }];
    });
    const written = due.filter(({ stage }) => stage.audience === 'client');
    const coming =
      written.length === 0 || this.apart.has(client)
        ? []
        : mine
            .filter((invoice) => !due.some((one) => one.invoice === invoice))
            .filter((invoice) => this.ridesAlong(invoice, on))
            .map((invoice) => ({ invoice, stage: this.plan.stages[0]! }));
    const groups = [
      ...(this.apart.has(client) ? written.map((one) => [one]) : [[...written, ...coming]]),
      due.filter(({ stage }) => stage.audience === 'staff'),
    ];
    return groups
      .filter((group) => group.length > 0)
      .map((group) => {
        const firmest = Math.max(...group.map(({ stage }) => this.place(stage.key)));
        const { key, audience } = this.plan.stages[firmest]!;
        const about = group
          .map(({ invoice, stage }) => [invoice.number, stage.key, this.awaited(invoice, on)?.on])
          .map((line) => line.join(' ').trim())
          .sort();
        const askedMinor = group.reduce((sum, { invoice }) => sum + asked(invoice), 0);
        return { audience, stage: key, about, askedMinor };
      })
      .sort(inOrder);
  }

  /** All that is known of a client, for whoever has to find out who is right. */
  tell(client: string): string {
    const invoices = this.invoices.filter((invoice) => invoice.client === client);
    const letters = this.letters.filter((letter) => letter.client === client);
    const stops = this.stops.get(client) ?? [];
    const inHand = { inHand: this.inHand.get(client) ?? 0, isApart: this.apart.has(client) };
    return [this.plan, inHand, ...invoices, ...stops, ...letters]
      .map((one) => JSON.stringify(one))
      .join('\n');
  }

  /** What the client has in hand goes against what is asked for, the oldest first. */
  private credited(client: string, on: LocalDate): Map<BookedInvoice, number> {
    let left = Math.max(0, this.inHand.get(client) ?? 0);
    const credited = new Map<BookedInvoice, number>();
    const last = this.plan.stages.findLastIndex(({ isEnabled }) => isEnabled);
    const asking = this.invoices
      .filter((invoice) => invoice.client === client && on >= opensOn(invoice))
      .filter((invoice) => this.openMinor(invoice, on) > 0 && !this.rests(invoice, on))
      .filter((invoice) =>
        this.awaited(invoice, on) === null
          ? this.furthest(invoice, on) < last
          : this.isPartAskedFor(invoice, on),
      )
      .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
    for (const invoice of asking) {
      const share = Math.min(left, this.askable(invoice, on));
      credited.set(invoice, share);
      left -= share;
    }
    return credited;
  }

  /** Its reminder is due before the gap is over that begins with today's letter. */
  private ridesAlong(invoice: BookedInvoice, on: LocalDate): boolean {
    const [reminder] = this.plan.stages as [JudgedStage];
    const due = this.dueOf(invoice, on);
    if (!reminder.isEnabled || on < opensOn(invoice) || on >= due.dueOn) return false;
    if (this.rests(invoice, on) || this.furthest(invoice, on) >= 0) return false;
    return this.dueFrom(due, reminder) < addDays(on, Math.max(1, this.plan.gapDays));
  }

  /** The place of the firmest stage it has had since it was last paid; -1 for none. */
  private furthest(invoice: BookedInvoice, on: LocalDate): number {
    return Math.max(-1, ...this.hadSinceOpen(invoice, on).map(({ key }) => this.place(key)));
  }

  /** The stage of an invoice that has to go now, if any has. */
  private stageDue(invoice: BookedInvoice, on: LocalDate): JudgedStage | null {
    const next = this.next(invoice, on);
    return next !== null && next.goes <= on ? next.stage : null;
  }

  /** The stage that comes next if nothing happens, and the first day it may go. */
  private next(
    invoice: BookedInvoice,
    on: LocalDate,
  ): { readonly stage: JudgedStage; readonly goes: LocalDate } | null {
    if (this.openMinor(invoice, on) <= 0 || this.rests(invoice, on)) return null;
    const had = this.hadSinceOpen(invoice, on);
    const due = this.dueOf(invoice, on);
    for (const stage of this.ahead(invoice, on)) {
      const from = this.dueFrom(due, stage);
      const free = this.freeFrom(invoice.client, stage, had);
      const goes = from > free ? from : free;
      // held back until its day has come, a reminder will be given up: the next one counts
      if (stage.offsetDays < 0 && goes >= due.dueOn) continue;
      return { stage, goes };
    }
    return null;
  }

  /** The stages still to come; a reminder of a day that has come is given up, and of a part nobody of the firm is told. */
  private ahead(invoice: BookedInvoice, on: LocalDate): JudgedStage[] {
    const { dueOn } = this.dueOf(invoice, on);
    const isPart = this.awaited(invoice, on) !== null;
    return this.plan.stages
      .slice(this.furthest(invoice, on) + 1)
      .filter(({ isEnabled, audience }) => isEnabled && (!isPart || audience === 'client'))
      .filter(({ offsetDays }) => offsetDays >= 0 || on < dueOn);
  }

  /** A part asks for money while a stage is coming for it that can go before the plan is broken. */
  private isPartAskedFor(invoice: BookedInvoice, on: LocalDate): boolean {
    const { breaksOn, on: dueOn } = this.awaited(invoice, on)!;
    if (this.ahead(invoice, on).length === 0) return false;
    return (this.next(invoice, on)?.goes ?? dueOn) < breaksOn;
  }

  /** The part that is to be paid next; null where there is no plan, or all of it is here, or it is broken. */
  private awaited(invoice: BookedInvoice, on: LocalDate): AgreedPlan['parts'][number] | null {
    const { plan } = invoice;
    if (plan === null || plan.isBroken || this.openMinor(invoice, on) <= 0) return null;
    return plan.parts.find((_part, index) => this.missing(plan, invoice, on, index) > 1) ?? null;
  }

  /** What is missing of the parts up to one of them. */
  private missing(plan: AgreedPlan, invoice: BookedInvoice, on: LocalDate, index: number): number {
    const received = plan.openMinor - this.openMinor(invoice, on);
    const promised = plan.parts.slice(0, index + 1).reduce((sum, { minor }) => sum + minor, 0);
    return promised - received;
  }

  /** What a letter may ask for: what is not contested, and of a plan no more than its next part. */
  private askable(invoice: BookedInvoice, on: LocalDate): number {
    const rest = this.openMinor(invoice, on) - invoice.contestedMinor;
    const part = this.awaited(invoice, on);
    if (part === null) return rest;
    const plan = invoice.plan!;
    const missing = this.missing(plan, invoice, on, plan.parts.indexOf(part));
    return Math.min(rest, missing, part.minor);
  }

  /** The day a letter speaks of: that of the invoice, or of the part that is to be paid next. */
  private dueOf(invoice: BookedInvoice, on: LocalDate): Due {
    const part = this.awaited(invoice, on);
    return part === null ? invoice : { dueOn: part.on, legalDueOn: part.legalOn };
  }

  private dueFrom(due: Due, { offsetDays }: JudgedStage): LocalDate {
    const agreed = addDays(due.dueOn, offsetDays);
    if (offsetDays < 0) return agreed;
    const overdue = addDays(due.legalDueOn, offsetDays === 0 ? 0 : 1);
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
      const days = stage.offsetDays - this.plan.stages[this.place(last.key)]!.offsetDays;
      return addDays(last.on, Math.max(1, days));
    }
    const last = this.contactedOn.get(client);
    return last === undefined
      ? localDate('1970-01-01')
      : addDays(last, Math.max(1, this.plan.gapDays));
  }

  /** A client that is stopped, a promise that can still be kept, or a debt of which all that is left is contested. */
  private rests(invoice: BookedInvoice, on: LocalDate): boolean {
    const isIn = ({ from, until }: Rest) => from <= on && on < until;
    if ((this.stops.get(invoice.client) ?? []).some(isIn)) return true;
    if (invoice.contestedMinor > 0 && this.openMinor(invoice, on) <= invoice.contestedMinor)
      return true;
    // also one that was kept by money that has gone back
    return invoice.promises.some(isIn);
  }

  /** The stages the invoice has had since it was last paid, in their order. */
  private hadSinceOpen(
    invoice: BookedInvoice,
    on: LocalDate,
  ): readonly { readonly key: string; readonly on: LocalDate }[] {
    const opened = this.openSince(invoice, on);
    const part = this.awaited(invoice, on);
    const of = part === null ? invoice.number : `${invoice.number} ${part.on}`;
    return (this.had.get(of) ?? []).filter(({ on: day }) => day >= opened);
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
    return this.plan.stages.findIndex((stage) => stage.key === key);
  }
}

type Due = Pick<BookedInvoice, 'dueOn' | 'legalDueOn'>;

/** Two days before its due date: what a new account begins with. */
function opensOn(invoice: BookedInvoice): LocalDate {
  return addDays(invoice.dueOn, -2);
}

/** Several letters of one day, so that two lists of them can be held against each other. */
export function inOrder(one: Pick<SentLetter, 'about'>, other: Pick<SentLetter, 'about'>): number {
  return one.about.join() < other.about.join() ? -1 : 1;
}
