import type { LocalDate } from '@invoicetracker/calendar';
import { isPositive, min, type Money, subtract, zero } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';
import { decide } from './decide.js';
import { instalmentOn, openOn } from './on-instalment.js';
import type { DunningPolicy } from './policy.js';

export interface CreditedCase {
  readonly policy: DunningPolicy;
  readonly facts: CaseFacts;
}

/**
 * Sets what a client has in hand (money that settles no invoice yet, credit notes that are not used up)
 * against its debts in the same currency, the oldest first, as the law does where the payer has not said
 * (Polish Civil Code art. 451, BGB 366). A debt that asks for nothing now, because it is held, disputed,
 * promised or at its end, takes nothing: the money is taken to be meant for what is asked for. On the day of
 * its last letter it still takes its share, because that letter says so: two letters of one day would else
 * both set off the same money, depending on which of them left first.
 *
 * @param cases all active cases of one client, in the order of their due dates
 * @param credits at most one for a currency
 * @returns the same cases in the same order, each knowing what it is `credited`
 */
export function withCredit<Case extends CreditedCase>(
  cases: readonly Case[],
  credits: readonly Money[],
  asOf: LocalDate,
): Case[] {
  const left = new Map(credits.map((credit) => [credit.currency, credit]));
  return cases.map((one) => {
    const { balance } = one.facts;
    const facts = { ...one.facts, credited: zero(balance.currency) };
    const credit = left.get(balance.currency);
    if (credit !== undefined && isPositive(credit) && asksForMoney({ ...one, facts }, asOf)) {
      facts.credited = min(credit, openOn(facts, asOf));
      left.set(balance.currency, subtract(credit, facts.credited));
    }
    return { ...one, facts };
  });
}

function asksForMoney({ facts, policy }: CreditedCase, asOf: LocalDate): boolean {
  const decision = decide(facts, policy, asOf);
  const records = instalmentOn(facts, asOf)?.stages ?? facts.stages;
  const hasAskedToday = records.some(({ outcome, on }) => outcome === 'counted' && on === asOf);
  switch (decision.kind) {
    case 'moveTo':
      return true;
    case 'stay':
      return (
        (decision.reason !== 'all-stages-done' && decision.reason !== 'statement-only') ||
        hasAskedToday
      );
    case 'pause':
      // an instalment that a stage is coming for asks as a debt does that is not due yet
      return (
        decision.nextStageKey !== undefined ||
        (decision.instalmentOn !== undefined && hasAskedToday)
      );
    case 'close':
      return false;
  }
}
