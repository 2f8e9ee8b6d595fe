import type { LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import {
  calendarOf,
  type CaseFacts,
  caseOpens,
  decide,
  DEFAULT_POLICY,
  type DunningPolicy,
  groupIntoNotices,
  type Hold,
  type Instalment,
  type AwaitedInstalment,
  isContact,
  openOn,
  type PromiseStanding,
  isSendingDay,
  promiseStanding,
  ridersOf,
  type SendingCalendar,
  type Stage,
  type StageRecord,
  withCredit,
} from '@invoicetracker/dunning';
import { money, zero } from '@invoicetracker/money';

import type { BookedInvoice, JudgedPlan, Part, SentLetter } from './judge.js';
import type { FirmLayout, LivedFirm } from './lived-firm.js';

interface HeldInvoice {
  readonly of: BookedInvoice;
  receivedMinor: number;
  /** `none`: its case has not been opened yet */
  state: 'none' | 'active' | 'closed';
  /** since it was last paid */
  stages: StageRecord[];
  contestedMinor: number;
  promise: HeldPromise | null;
}

interface HeldPromise {
  readonly instalments: readonly Instalment[];
  readonly graceDays: number;
  readonly beforeMinor: number;
  /** what each instalment has had, by its day */
  readonly stages: Map<LocalDate, StageRecord[]>;
  standing: PromiseStanding;
}

interface HeldClient {
  readonly name: string;
  contactedOn: LocalDate | null;
  stoppedUntil: LocalDate | null;
  inHandMinor: number;
  isApart: boolean;
}

/**
 * The engine alone: what `libs/dunning` decides from facts, without rows, jobs and a mail server. It reads every
 * case every day, and every letter leaves on its day.
 */
export class FirmInMemory implements LivedFirm {
  private readonly clients = new Map<string, HeldClient>();
  private readonly invoices = new Map<string, HeldInvoice>();
  private policy: DunningPolicy;
  private readonly calendar: SendingCalendar;
  private letters: SentLetter[] = [];

  constructor({ weekdays, gapDays }: FirmLayout) {
    this.policy = { ...DEFAULT_POLICY, minGapDays: gapDays };
    const days = { weekdays, holidayCountries: ['PL'] };
    this.calendar = calendarOf(
      {
        runComes: 'before-sending-hours',
        isSendingDay: (_audience, _client, on) => isSendingDay(days, on),
      },
      '',
    );
  }

  client(name: string): Promise<void> {
    const client = { name, contactedOn: null, stoppedUntil: null, inHandMinor: 0, isApart: false };
    this.clients.set(name, client);
    return done;
  }

  issue(of: BookedInvoice): Promise<void> {
    this.invoices.set(of.number, {
      of,
      receivedMinor: 0,
      state: 'none',
      stages: [],
      contestedMinor: 0,
      promise: null,
    });
    return done;
  }

  move(number: string, minor: number, on: LocalDate): Promise<void> {
    const invoice = this.invoices.get(number)!;
    invoice.receivedMinor += minor;
    if (invoice.state === 'active' && openOf(invoice) <= 0) invoice.state = 'closed';
    else if (invoice.state === 'closed' && openOf(invoice) > 0) {
      invoice.state = 'active';
      invoice.stages = [];
      invoice.promise?.stages.clear();
    }
    judge(invoice, on);
    return done;
  }

  hasOpenCase(number: string): Promise<boolean> {
    return Promise.resolve(this.invoices.get(number)!.state === 'active');
  }

  stop(client: string, _day: LocalDate, until: LocalDate): Promise<void> {
    this.clients.get(client)!.stoppedUntil = until;
    return done;
  }

  promise(
    number: string,
    day: LocalDate,
    parts: readonly Part[],
    graceDays: number,
  ): Promise<void> {
    const invoice = this.invoices.get(number)!;
    const instalments = parts.map(({ on, minor }) => ({ on, amountMinor: BigInt(minor) }));
    invoice.promise = {
      instalments,
      graceDays,
      beforeMinor: invoice.receivedMinor,
      // a day that another plan has named has had what it has had
      stages: invoice.promise?.stages ?? new Map(),
      standing: { kind: 'open', next: 0, breaksOn: day },
    };
    judge(invoice, day);
    return done;
  }

  contest(number: string, _day: LocalDate, minor: number | null): Promise<void> {
    this.invoices.get(number)!.contestedMinor = minor ?? 0;
    return done;
  }

  moneyInHand(client: string, minor: number): Promise<void> {
    this.clients.get(client)!.inHandMinor += minor;
    return done;
  }

  writeApart(client: string, isApart: boolean): Promise<void> {
    this.clients.get(client)!.isApart = isApart;
    return done;
  }

  lay({ gapDays, stages }: JudgedPlan): Promise<void> {
    this.policy = {
      ...this.policy,
      minGapDays: gapDays,
      stages: this.policy.stages.map((stage, index) => ({ ...stage, ...stages[index] })),
    };
    return done;
  }

  run(day: LocalDate): Promise<void> {
    this.letters = [];
    for (const invoice of this.invoices.values()) {
      judge(invoice, day);
      if (invoice.state === 'none' && caseOpens(this.debtOf(invoice), this.policy, day))
        invoice.state = 'active';
    }
    const active = [...this.invoices.values()].filter(({ state }) => state === 'active');
    for (const [name, ofClient] of Map.groupBy(active, ({ of }) => of.client))
      this.write(this.clients.get(name)!, ofClient, day);
    return done;
  }

  lettersOf(day: LocalDate): Promise<SentLetter[]> {
    return Promise.resolve(this.letters.filter(({ on }) => on === day));
  }

  openMinor(): Promise<ReadonlyMap<string, number>> {
    const open = [...this.invoices].map(([number, invoice]) => [number, openOf(invoice)] as const);
    return Promise.resolve(new Map(open));
  }

  /** The client's letters of the day, which leave and are accepted on it. */
  private write(client: HeldClient, invoices: readonly HeldInvoice[], day: LocalDate): void {
    const book = invoices
      .toSorted((one, other) => (one.of.dueOn < other.of.dueOn ? -1 : 1))
      .map((invoice) => ({
        invoice,
        clientId: client.name,
        hasOwnNotice: client.isApart,
        policy: this.policy,
        facts: this.factsOf(invoice, client),
      }));
    const credits = client.inHandMinor > 0 ? [money(BigInt(client.inHandMinor), 'PLN')] : [];
    const cases = withCredit(book, credits, day);
    const decided = cases.map((one) => ({
      case: one,
      decision: decide(one.facts, one.policy, day, this.calendar),
    }));
    const due = decided.flatMap(({ case: one, decision }) =>
      decision.kind === 'moveTo'
        ? [{ case: one, stage: decision.stage, instalmentOn: decision.instalmentOn }]
        : [],
    );
    for (const { case: one, decision } of decided) {
      if (decision.kind === 'close') continue;
      for (const stageKey of decision.lapsed)
        one.invoice.stages.push({ stageKey, outcome: 'lapsed', on: day });
    }
    const isDue = new Set(due.map((one) => one.case));
    const others = cases.filter((one) => !isDue.has(one));
    const moves = [...due, ...ridersOf(due, others, day, () => this.calendar)].map((move) => ({
      ...move,
      caseId: move.case.invoice.of.number,
      clientId: client.name,
      hasOwnNotice: client.isApart,
    }));
    for (const group of groupIntoNotices(moves)) this.send(client, group.stage, group.moves, day);
  }

  private send(
    client: HeldClient,
    stage: Stage,
    moves: readonly {
      readonly case: { readonly invoice: HeldInvoice; readonly facts: CaseFacts };
      readonly stage: Stage;
      readonly instalmentOn?: LocalDate | undefined;
    }[],
    day: LocalDate,
  ): void {
    for (const { case: one, stage: of, instalmentOn } of moves) {
      const entry = { stageKey: of.key, outcome: 'counted', on: day } as const;
      if (instalmentOn === undefined) one.invoice.stages.push(entry);
      else recordsOf(one.invoice.promise!, instalmentOn).push(entry);
    }
    if (isContact(stage)) client.contactedOn = day;
    this.letters.push({
      on: day,
      client: client.name,
      audience: stage.audience,
      stage: stage.key,
      about: moves
        .map((move) =>
          [move.case.invoice.of.number, move.stage.key, move.instalmentOn].join(' ').trim(),
        )
        .sort(),
      askedMinor: moves.reduce(
        (sum, { case: { facts } }) => sum + Number(openOn(facts, day).minor - facts.credited.minor),
        0,
      ),
    });
  }

  private factsOf(invoice: HeldInvoice, client: HeldClient): CaseFacts {
    return {
      ...this.debtOf(invoice),
      legalDueOn: invoice.of.legalDueOn,
      credited: zero('PLN'),
      stages: invoice.stages,
      clientContactedOn: client.contactedOn,
      isClientAwaitingNotice: false,
      hold: longest([stopOf(client), promiseHold(invoice), disputeHold(invoice)]),
      hasReachableContact: true,
      hasPostalAddress: true,
      entry: null,
      instalment: awaitedOf(invoice),
    };
  }

  private debtOf(invoice: HeldInvoice): Pick<CaseFacts, 'dueOn' | 'balance' | 'isCancelled'> {
    const open = openOf(invoice);
    const asked = isNothingLeft(invoice) ? open : open - invoice.contestedMinor;
    const balance = money(BigInt(asked), 'PLN');
    return { dueOn: invoice.of.dueOn, balance, isCancelled: false };
  }
}

const done = Promise.resolve();

function openOf({ of, receivedMinor }: HeldInvoice): number {
  return of.grossMinor - receivedMinor;
}

function stopOf({ stoppedUntil: until }: HeldClient): Hold | null {
  return until === null ? null : { code: 'stop', subject: 'client', reason: '', until };
}

/** A plan that is broken stays so; one that is kept is looked at again when its money goes back. */
function judge(invoice: HeldInvoice, day: LocalDate): void {
  const { promise } = invoice;
  if (promise === null || promise.standing.kind === 'broken') return;
  if (promise.standing.kind === 'part-kept') return;
  const { instalments, graceDays } = promise;
  const received = { receivedMinor: receivedOf(invoice, promise), isSettled: openOf(invoice) <= 0 };
  promise.standing = promiseStanding(instalments, { ...received, graceDays }, 'PL', day);
}

function receivedOf({ receivedMinor }: HeldInvoice, { beforeMinor }: HeldPromise): bigint {
  return BigInt(receivedMinor - beforeMinor);
}

/** One payment on one day ends the silence; while several are awaited, the stages run on the next. */
function promiseHold({ promise }: HeldInvoice): Hold | null {
  if (promise?.standing.kind !== 'open' || promise.instalments.length > 1) return null;
  return { code: 'promise', subject: 'case', reason: '', until: promise.standing.breaksOn };
}

function awaitedOf(invoice: HeldInvoice): AwaitedInstalment | null {
  const { promise } = invoice;
  if (promise?.standing.kind !== 'open' || promise.instalments.length === 1) return null;
  const { next, breaksOn } = promise.standing;
  const { on, amountMinor } = promise.instalments[next]!;
  const promised = promise.instalments.slice(0, next + 1);
  const left =
    promised.reduce((sum, part) => sum + part.amountMinor, 0n) - receivedOf(invoice, promise);
  return {
    on,
    legalOn: effectiveDueOn('PL', on),
    missing: money(left < amountMinor ? left : amountMinor, 'PLN'),
    breaksOn,
    stages: recordsOf(promise, on),
    place: next + 1,
    count: promise.instalments.length,
  };
}

function recordsOf({ stages }: HeldPromise, on: LocalDate): StageRecord[] {
  const known = stages.get(on);
  if (known !== undefined) return known;
  const none: StageRecord[] = [];
  stages.set(on, none);
  return none;
}

/** What is left is contested. */
function isNothingLeft(invoice: HeldInvoice): boolean {
  return invoice.contestedMinor > 0 && openOf(invoice) <= invoice.contestedMinor;
}

function disputeHold(invoice: HeldInvoice): Hold | null {
  if (!isNothingLeft(invoice)) return null;
  return { code: 'dispute', subject: 'case', reason: '', until: null };
}

function longest(holds: readonly (Hold | null)[]): Hold | null {
  return holds.reduce(
    (found, hold) => (hold && (found === null || ends(hold) > ends(found)) ? hold : found),
    null,
  );
}

const ends = ({ until }: Hold): string => until ?? '9999';
