import type { LocalDate } from '@invoicetracker/calendar';
import {
  type CaseFacts,
  decide,
  type DunningPolicy,
  forecast,
  type SendingCalendar,
} from '@invoicetracker/dunning';

/** Days looked ahead: the latest stage a policy may have, and as many days of gap. */
const AHEAD_DAYS = 430;

/** What a case does next by itself: a stage on a day, or why there is none. */
export interface NextStep {
  readonly stageKey: string | null;
  readonly on: LocalDate | null;
  readonly reason: string | null;
}

/** The next stage of a case by a policy, if nothing is paid meanwhile. */
export function nextStepOf(
  facts: CaseFacts,
  policy: DunningPolicy,
  today: LocalDate,
  calendar: SendingCalendar,
): NextStep {
  const step = forecast(facts, policy, today, AHEAD_DAYS, calendar).find(
    ({ kind }) => kind === 'moveTo',
  );
  if (step?.kind === 'moveTo') return { stageKey: step.stage.key, on: step.on, reason: null };
  const decision = decide(facts, policy, today, calendar);
  const reason = decision.kind === 'moveTo' ? null : decision.reason;
  return { stageKey: null, on: null, reason };
}
