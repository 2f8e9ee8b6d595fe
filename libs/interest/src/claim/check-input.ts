import { FIRST_DAY, LAST_DAY } from '@invoicetracker/calendar';
import { Refusal } from '../law/refusal.js';
import type { ClaimInput } from './claim-input.js';

/** Why no claim can be worked out from this input; null where one can. */
export function refusalOf(input: ClaimInput): Refusal | null {
  const { principal, costs, payments, rate, dueOn, asOf } = input;
  if (principal.minor < 0n || (costs?.minor ?? 0n) < 0n) {
    return new Refusal('amount-not-positive', 'A claim is not below zero.', { field: 'principal' });
  }
  if (costs && costs.currency !== principal.currency) {
    return mixed('costs', costs.currency, principal.currency);
  }
  if (rate.kind !== 'statutory' && rate.percent.numerator < 0n) {
    return new Refusal('rate-not-positive', 'A rate is not below zero.', {
      field: 'annualPercent',
    });
  }
  // the days around the due date must exist too
  if (isAtTheEdge(dueOn) || isAtTheEdge(asOf)) {
    return new Refusal('day-out-of-range', 'Days from year 2 to year 9998 can be worked with.', {
      field: 'dueOn',
    });
  }
  for (const [index, payment] of payments.entries()) {
    const field = `payments.${index}`;
    if (payment.amount.currency !== principal.currency) {
      return mixed(field, payment.amount.currency, principal.currency);
    }
    if (payment.amount.minor <= 0n) {
      return new Refusal('amount-not-positive', 'A payment is above zero.', { field });
    }
  }
  return null;
}

function mixed(field: string, given: string, expected: string): Refusal {
  return new Refusal(
    'currency-mismatch',
    `The claim is in ${expected}, this is in ${given}: exchange it first, and say at which rate.`,
    { field },
  );
}

function isAtTheEdge(day: string): boolean {
  return day.slice(0, 4) === FIRST_DAY.slice(0, 4) || day.slice(0, 4) === LAST_DAY.slice(0, 4);
}
