import type { LocalDate } from '@invoicetracker/calendar';
import type { CompensationDue } from '../law/compensation-due.js';
import { currency, exponentOf, type Money } from '@invoicetracker/money';
import type { CompensationFacts, CountryLaw } from '../law/country-law.js';
import { inCurrency } from '../law/in-currency.js';
import { Refusal } from '../law/refusal.js';
import { exchangeRateOn } from '../rates/exchange-rates.js';
import type { ClaimCompensation } from './claim.js';

const EUR = currency('EUR');
const CENTS = 10n ** BigInt(exponentOf(EUR));

/**
 * The fixed sum that a delay of this claim earns as of a day, exchanged; null where none is due.
 *
 * @param paidMinor what payments have settled of it until then, in minor units of its currency
 */
export function compensationOfClaim(
  law: CountryLaw,
  facts: CompensationFacts,
  asOf: LocalDate,
  paidMinor = 0n,
): ClaimCompensation | Refusal | null {
  const due = law.compensation(facts);
  if (due === null || due instanceof Refusal) return due;
  const isForfeited = isTooLate(due, facts.options.compensationClaimedOn, asOf);
  const amount = amountOf(due, facts);
  const exchange = due.exchange && exchangeRateOn(facts.exchange, EUR, due.currency, due.exchange);
  return {
    euro: due.euro,
    currency: due.currency,
    amount: amount instanceof Refusal ? null : amount,
    paid: { minor: paidMinor, currency: due.currency },
    open: amount instanceof Refusal ? null : openOf(amount, paidMinor, isForfeited),
    exchangeOn: due.exchange?.on ?? null,
    exchangePublisher: due.exchange?.publisher ?? null,
    exchange: exchange instanceof Refusal ? null : exchange,
    missing: amount instanceof Refusal ? amount : null,
    dueOn: due.dueOn,
    isDueWithoutDemand: due.isDueWithoutDemand,
    forfeitAfter: due.forfeitAfter,
    isForfeited,
    isInTotal: !isForfeited && due.currency === facts.claim.currency,
    rules: due.rules,
  };
}

function amountOf(due: CompensationDue, { exchange }: CompensationFacts): Money | Refusal {
  const euros = { minor: due.euro * CENTS, currency: EUR };
  return due.exchange ? inCurrency(euros, due.currency, due.exchange, exchange) : euros;
}

function openOf(amount: Money, paidMinor: bigint, isForfeited: boolean): Money {
  return { ...amount, minor: isForfeited ? 0n : amount.minor - paidMinor };
}

/** HU-8: unclaimed for a year, it is gone. */
function isTooLate(due: CompensationDue, claimedOn: LocalDate | null, asOf: LocalDate): boolean {
  if (due.forfeitAfter === null) return false;
  return (claimedOn ?? asOf) > due.forfeitAfter;
}
