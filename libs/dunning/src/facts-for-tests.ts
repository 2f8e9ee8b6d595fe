import { localDate } from '@invoicetracker/calendar';
import { money, zero } from '@invoicetracker/money';
import type { CaseFacts, Hold, HoldCode, StageOutcome, StageRecord } from './case-facts.js';

/** A case due on Tuesday 2026-03-10 with 125,00 zł open, a contact, and no history. */
export function factsOf(change: Partial<CaseFacts> = {}): CaseFacts {
  const dueOn = change.dueOn ?? localDate('2026-03-10');
  return {
    dueOn,
    legalDueOn: dueOn,
    balance: money(12_500n, 'PLN'),
    credited: zero(change.balance?.currency ?? 'PLN'),
    isCancelled: false,
    stages: [],
    clientContactedOn: null,
    isClientAwaitingNotice: false,
    hold: null,
    instalment: null,
    hasReachableContact: true,
    hasPostalAddress: true,
    entry: null,
    ...change,
  };
}

/** `record('demand', '2026-03-24')`: a stage that counted on that day, unless said otherwise. */
export function record(
  stageKey: string,
  on: string,
  outcome: StageOutcome = 'counted',
): StageRecord {
  return { stageKey, outcome, on: localDate(on) };
}

/** `stopped('2026-03-25')`: somebody has stopped the case until then; null until they say otherwise. */
export function stopped(until: string | null, code: HoldCode = 'stop'): Hold {
  return { code, subject: 'case', reason: '', until: until === null ? null : localDate(until) };
}
