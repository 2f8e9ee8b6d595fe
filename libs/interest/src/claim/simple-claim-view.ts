import { zero, type Money } from '@invoicetracker/money';
import { percentText, type Rational } from '../exact/rational.js';
import { roundToCoin } from '../law/round-to-coin.js';
import { moneyView, unrounded, type ClaimView } from './claim-view.js';
import { simpleInterest } from './simple-interest.js';

/** A claim of so many days at a given rate, where nobody asks for a law: interest and principal, nothing else. */
export function simpleClaimView(principal: Money, percent: Rational, days: number): ClaimView {
  const { exact, rounded } = simpleInterest(principal, percent, days);
  const aDay = simpleInterest(principal, percent, 1).exact;
  const total = { ...principal, minor: principal.minor + rounded.minor };
  const nothing = moneyView(zero(principal.currency));
  return {
    country: null,
    kind: null,
    asOf: null,
    dueOn: null,
    effectiveDueOn: null,
    firstInterestOn: null,
    daysLate: days,
    principal: moneyView(principal),
    principalOpen: moneyView(principal),
    costsOpen: nothing,
    periods: [
      {
        from: null,
        to: null,
        days,
        principal: moneyView(principal),
        annualPercent: percentText(percent),
        interest: moneyView(rounded),
        interestUnrounded: unrounded(exact, principal.currency),
        sources: [],
        rules: [],
      },
    ],
    interest: moneyView(rounded),
    interestPaid: nothing,
    interestOpen: moneyView(rounded),
    dailyInterest: moneyView(roundToCoin(aDay, principal.currency)),
    dailyInterestUnrounded: unrounded(aDay, principal.currency),
    allocation: [],
    unallocated: nothing,
    compensation: null,
    totalBeforeCompensation: moneyView(total),
    total: moneyView(total),
    missing: [],
    rules: [],
  };
}
