import { localDate } from '@invoicetracker/calendar';
import { currency } from '@invoicetracker/money';
import { lastBankingDayOfMonthBefore } from '../law/banking-day.js';
import type { CompensationDue, ExchangeDay } from '../law/compensation-due.js';
import type { CompensationFacts } from '../law/country-law.js';
import { inCurrency } from '../law/in-currency.js';
import { Refusal } from '../law/refusal.js';

const TIERS_FROM = localDate('2020-01-01');
const PLN = currency('PLN');

/** PL-14 to PL-16: 40, 70 or 100 EUR in złoty, due with the interest. */
export function compensation(facts: CompensationFacts): CompensationDue | Refusal | null {
  if (facts.kind === 'consumer') return null;
  const maturesOn =
    facts.options.maturity === 'due-day' ? facts.effectiveDueOn : facts.delayStartsOn;
  const exchange: ExchangeDay = {
    publisher: 'NBP',
    on: lastBankingDayOfMonthBefore('PL', maturesOn),
  };
  const euro = facts.delayStartsOn < TIERS_FROM ? 40n : euroOf(facts, exchange);
  if (euro instanceof Refusal) return euro;
  return {
    euro,
    currency: PLN,
    dueOn: facts.delayStartsOn,
    exchange,
    isDueWithoutDemand: true,
    forfeitAfter: null,
    rules: ['PL-14', 'PL-15', 'PL-16', 'PL-19'],
  };
}

/** The tiers are in złoty: a claim in another currency is measured at the rate of the same day. */
function euroOf({ claim, exchange: rates }: CompensationFacts, day: ExchangeDay): bigint | Refusal {
  const inZloty = inCurrency(claim, PLN, day, rates);
  return inZloty instanceof Refusal ? inZloty : tierOf(inZloty.minor);
}

/** @param claimGrosz the claim in grosz: 5 000.00 zł still earns 40 EUR, 50 000.00 zł already 100 */
function tierOf(claimGrosz: bigint): bigint {
  if (claimGrosz <= 500_000n) return 40n;
  return claimGrosz < 5_000_000n ? 70n : 100n;
}
