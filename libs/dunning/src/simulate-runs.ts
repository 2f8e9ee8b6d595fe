import { isAfter, type LocalDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';
import type { CaseFacts, StageOutcome, StageRecord } from './case-facts.js';
import { withCredit } from './client-credit.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { type NoticeGroup, groupIntoNotices, type StageMove } from './group-into-notices.js';
import { isContact } from './is-contact.js';
import { instalmentOn } from './on-instalment.js';
import type { DunningPolicy, Stage } from './policy.js';
import { ridersOf } from './rides-along.js';
import { type SendingCalendar, sendingCalendar } from './sending-calendar.js';
import { dayAtOffset } from './stage-due-on.js';
import { withRecord } from './with-record.js';

export interface SimulatedCase {
  readonly caseId: string;
  readonly clientId: string;
  readonly policy: DunningPolicy;
  readonly facts: CaseFacts;
  /** the client gets a message for each invoice */
  readonly hasOwnNotice: boolean;
  /** what the client has in hand, at most one amount for a currency; the same for all its cases */
  readonly clientCredits: readonly Money[];
}

/** What decides when a planned notice leaves. */
export interface SendingRules {
  /** e-mails a day, of all the account's clients */
  readonly dailyCap: number;
  /** when the daily run comes; what it plans after the sending hours leaves on another day */
  readonly runComes: 'before-sending-hours' | 'within-sending-hours' | 'after-sending-hours';
  readonly isSendingDay: (audience: Stage['audience'], clientId: string, on: LocalDate) => boolean;
}

export interface SimulatedNotice<Case extends SimulatedCase> {
  readonly clientId: string;
  readonly audience: Stage['audience'];
  /** the firmest stage among its cases */
  readonly stage: Stage;
  readonly plannedOn: LocalDate;
  /** null: not within the days looked at */
  readonly leavesOn: LocalDate | null;
  readonly cases: readonly { readonly case: Case; readonly stage: Stage }[];
}

/**
 * What the daily runs of so many days would plan, and when it would leave, if nothing is paid and every
 * notice is accepted. It asks `decide` for every case and day, as the runs do; what it adds is what
 * couples the cases of a book: one notice a client and day, the gap between two of them, the days on
 * which an account writes and how many notices it sends on one.
 *
 * @param cases the account's active cases, those of a client in the order of their due dates
 * @param from the day of the first run
 */
export function simulateRuns<Case extends SimulatedCase>(
  cases: readonly Case[],
  rules: SendingRules,
  from: LocalDate,
  days: number,
): SimulatedNotice<Case>[] {
  const book = new Book(cases, rules, from);
  const sent: SimulatedNotice<Case>[] = [];
  let waiting: Planned<Case>[] = [];
  for (let ahead = 0; ahead < days; ahead += 1) {
    const today = dayAtOffset(from, ahead);
    let room = rules.dailyCap;
    const send = (): void => {
      const { leaving, staying } = leave(waiting, rules, today, room);
      for (const notice of leaving) book.count(notice, today);
      sent.push(...leaving.map((notice) => described(notice, today)));
      room -= leaving.filter(takesRoom).length;
      waiting = staying;
    };
    if (rules.runComes !== 'before-sending-hours') send();
    waiting = [...waiting, ...book.run(today)];
    if (rules.runComes !== 'after-sending-hours') send();
  }
  return [...sent, ...waiting.map((notice) => described(notice, null))];
}

/** The days on which an account's notices to a client leave. */
export function calendarOf(
  rules: Pick<SendingRules, 'isSendingDay' | 'runComes'>,
  clientId: string,
): SendingCalendar {
  return sendingCalendar(
    (audience, on) => rules.isSendingDay(audience, clientId, on),
    rules.runComes === 'after-sending-hours',
  );
}

interface CaseMove<Case> extends StageMove {
  readonly of: Standing<Case>;
  readonly instalmentOn: LocalDate | undefined;
}

interface Planned<Case> {
  readonly group: NoticeGroup<CaseMove<Case>>;
  readonly plannedOn: LocalDate;
}

/** A case on its way through the simulated days. */
interface Standing<Case> {
  readonly case: Case;
  facts: CaseFacts;
  /** the next day it is looked at; null waits for an event */
  nextOn: LocalDate | null;
}

class Book<Case extends SimulatedCase> {
  private readonly standings: readonly Standing<Case>[];
  private readonly ofClient: Map<string, Standing<Case>[]>;
  private readonly inCredit: readonly Standing<Case>[][];

  constructor(
    cases: readonly Case[],
    private readonly rules: SendingRules,
    from: LocalDate,
  ) {
    this.standings = cases.map((one) => ({
      case: one,
      facts: withPendingAccepted(one.facts, from),
      nextOn: from,
    }));
    this.ofClient = Map.groupBy(this.standings, (standing) => standing.case.clientId);
    this.inCredit = [...this.ofClient.values()].filter(
      ([first]) => first!.case.clientCredits.length > 0,
    );
  }

  /** One daily run: what is due is decided; a client's second notice of one day waits for the next. */
  run(today: LocalDate): Planned<Case>[] {
    this.setCredits(today);
    const moves: CaseMove<Case>[] = [];
    for (const standing of this.standings) {
      if (standing.nextOn === null || isAfter(standing.nextOn, today)) continue;
      const decision = decide(
        standing.facts,
        standing.case.policy,
        today,
        calendarOf(this.rules, standing.case.clientId),
      );
      standing.nextOn = nextLook(decision, today) ?? brokenOn(standing.facts, today);
      if (decision.kind !== 'moveTo') continue;
      const { caseId, clientId, hasOwnNotice } = standing.case;
      const { stage, instalmentOn } = decision;
      moves.push({ caseId, clientId, hasOwnNotice, stage, instalmentOn, of: standing });
    }
    moves.push(...this.riders(moves, today));
    const readers = new Set<string>();
    return groupIntoNotices(moves).flatMap((group) => {
      const reader = `${group.clientId} ${group.audience} ${group.channel === 'task'}`;
      if (readers.has(reader)) return [];
      if (group.onlyCaseId === null) readers.add(reader);
      for (const move of group.moves) record(move, 'pending', today);
      if (isContact(group)) this.tellClient(group.clientId, { isClientAwaitingNotice: true });
      return [{ group, plannedOn: today }];
    });
  }

  /** The notice is accepted: its stages count, and the client has been contacted. */
  count({ group }: Planned<Case>, today: LocalDate): void {
    for (const move of group.moves) {
      record(move, 'counted', today);
      move.of.nextOn = dayAtOffset(today, 1);
    }
    if (!isContact(group)) return;
    this.tellClient(group.clientId, { clientContactedOn: today, isClientAwaitingNotice: false });
  }

  /** What is coming due goes along in the letters of the day. */
  private riders(moves: readonly CaseMove<Case>[], today: LocalDate): CaseMove<Case>[] {
    const due = new Map(moves.map((move) => [move.of, move]));
    const others = [...new Set(moves.map((move) => move.clientId))]
      .flatMap((clientId) => this.ofClient.get(clientId)!)
      .filter((standing) => !due.has(standing))
      .map((of) => ({ ...of.case, facts: of.facts, of }));
    const riders = ridersOf(
      moves.map((move) => ({ case: move.of.case, stage: move.stage })),
      others,
      today,
      (clientId) => calendarOf(this.rules, clientId),
    );
    return riders.map(({ case: { of, caseId, clientId, hasOwnNotice }, stage, instalmentOn }) => {
      of.nextOn = dayAtOffset(today, 1);
      return { of, caseId, clientId, hasOwnNotice, stage, instalmentOn };
    });
  }

  /** What takes of a client's credit may change from day to day: a hold ends, a stage was the last. */
  private setCredits(today: LocalDate): void {
    for (const ofClient of this.inCredit) {
      const cases = ofClient.map(({ case: { policy }, facts }) => ({ policy, facts }));
      const { clientCredits } = ofClient[0]!.case;
      for (const [index, { facts }] of withCredit(cases, clientCredits, today).entries()) {
        ofClient[index]!.facts = facts;
      }
    }
  }

  private tellClient(clientId: string, known: Partial<CaseFacts>): void {
    for (const standing of this.ofClient.get(clientId) ?? []) {
      standing.facts = { ...standing.facts, ...known };
    }
  }
}

/** Whatever an instalment waits for, its plan is broken some day. */
function brokenOn(facts: CaseFacts, today: LocalDate): LocalDate | null {
  return instalmentOn(facts, today)?.breaksOn ?? null;
}

/** A case that nothing but an event moves is not looked at again, because nothing happens but what is simulated. */
function nextLook(decision: Decision, today: LocalDate): LocalDate | null {
  switch (decision.kind) {
    case 'stay':
      return decision.nextOn;
    case 'moveTo':
      return dayAtOffset(today, 1);
    case 'pause':
      return decision.reason === 'covered-by-credit' ? dayAtOffset(today, 1) : decision.until;
    case 'close':
      return null;
  }
}

function record<Case>(move: CaseMove<Case>, outcome: StageOutcome, on: LocalDate): void {
  const entry = { stageKey: move.stage.key, outcome, on };
  move.of.facts = withRecord(move.of.facts, entry, move.instalmentOn);
}

/** What is on its way already is taken for accepted on the first day. */
function withPendingAccepted(facts: CaseFacts, on: LocalDate): CaseFacts {
  const { instalment } = facts;
  const known = [...facts.stages, ...(instalment?.stages ?? [])];
  const pending = known.filter(({ outcome }) => outcome === 'pending');
  if (pending.length === 0) {
    return facts.isClientAwaitingNotice ? { ...facts, isClientAwaitingNotice: false } : facts;
  }
  const accepted = (entry: StageRecord): StageRecord =>
    entry.outcome === 'pending' ? { ...entry, outcome: 'counted', on } : entry;
  const isTask = pending.every(({ channel }) => channel === 'task');
  return {
    ...facts,
    stages: facts.stages.map(accepted),
    instalment: instalment && { ...instalment, stages: instalment.stages.map(accepted) },
    clientContactedOn: isTask ? facts.clientContactedOn : on,
    isClientAwaitingNotice: false,
  };
}

/** The cap is for what the product sends: what a person posts or does is not under it. */
function takesRoom<Case>({ group }: Planned<Case>): boolean {
  return group.channel === 'email';
}

/** First planned, first sent, as many as the day takes. */
function leave<Case>(
  ready: readonly Planned<Case>[],
  rules: SendingRules,
  today: LocalDate,
  room: number,
): { leaving: Planned<Case>[]; staying: Planned<Case>[] } {
  const leaving: Planned<Case>[] = [];
  const staying: Planned<Case>[] = [];
  let left = room;
  for (const notice of ready) {
    const { audience, clientId } = notice.group;
    const fits = left > 0 || !takesRoom(notice);
    const mayLeave = fits && rules.isSendingDay(audience, clientId, today);
    if (mayLeave && takesRoom(notice)) left -= 1;
    (mayLeave ? leaving : staying).push(notice);
  }
  return { leaving, staying };
}

function described<Case extends SimulatedCase>(
  { group, plannedOn }: Planned<Case>,
  leavesOn: LocalDate | null,
): SimulatedNotice<Case> {
  const { clientId, audience, stage, moves } = group;
  const cases = moves.map((move) => ({ case: move.of.case, stage: move.stage }));
  return { clientId, audience, stage, plannedOn, leavesOn, cases };
}
