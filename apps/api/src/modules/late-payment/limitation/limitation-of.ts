import { daysBetween, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import {
  COUNTRIES,
  Refusal,
  ruleOf,
  type ClaimKind,
  type LawCountry,
} from '@invoicetracker/interest';

import type { LimitationView } from './limitation.dto.js';
import type { KeptEvent } from './limitation-events.js';

/** What the limitation of one claim hangs on. */
export interface LimitationFactsOfCase {
  readonly law: LawCountry | null;
  readonly claim: 'sale' | 'business' | 'carriage';
  /** null where nobody knows */
  readonly debtor: ClaimKind | null;
  readonly dueOn: LocalDate;
  readonly events: readonly KeptEvent[];
}

/**
 * When the claim of a case lapses. Part payments that the ledger knows count only once a person records them: whether
 * one acknowledges the debt is theirs to judge.
 */
export function limitationOf(
  facts: LimitationFactsOfCase,
  today: LocalDate,
  warnDays: number,
): LimitationView {
  const { law, claim, dueOn, events } = facts;
  const common = { law, dueOn, legalDueOn: law === null ? dueOn : effectiveDueOn(law, dueOn) };
  const found = law === null ? null : COUNTRIES[law].limitation({ claim, dueOn, events });
  if (found === null || found instanceof Refusal) {
    return {
      ...common,
      state: 'unknown',
      lastDayOn: null,
      daysLeft: null,
      mayBeDemanded: true,
      detail: found?.detail ?? 'No law is known for the country of this account.',
      rules: [],
      events: events.map((event) => ({ ...toView(event), isEffective: false })),
    };
  }
  const { lastDayOn, effective, rules } = found;
  const daysLeft = lastDayOn === null ? null : daysBetween(today, lastDayOn);
  const isLapsed = daysLeft !== null && daysLeft < 0;
  // PL-35: a consumer's time-barred debt may not be demanded in court
  const isForbidden = isLapsed && law === 'PL' && facts.debtor === 'consumer';
  return {
    ...common,
    state: stateOf(daysLeft, warnDays),
    lastDayOn,
    daysLeft,
    mayBeDemanded: !isForbidden,
    detail: null,
    rules: [...rules, ...(isForbidden ? ['PL-35'] : [])].flatMap((id) => ruleOf(id) ?? []),
    events: events.map((event) => ({ ...toView(event), isEffective: effective.includes(event) })),
  };
}

function stateOf(daysLeft: number | null, warnDays: number): LimitationView['state'] {
  if (daysLeft === null) return 'stopped';
  if (daysLeft < 0) return 'lapsed';
  return daysLeft <= warnDays ? 'soon' : 'running';
}

function toView({ id, kind, on, endedOn, note }: KeptEvent) {
  return { id, kind, on, endedOn, note };
}
