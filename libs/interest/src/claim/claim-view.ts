import { exponentOf, formatAmount, type Currency, type Money } from '@invoicetracker/money';
import { decimalText, percentText, rational, times, type Rational } from '../exact/rational.js';
import { ruleOf } from '../law/countries.js';
import type { MissingFigure } from '../law/refusal.js';
import { roundToCoin } from '../law/round-to-coin.js';
import type { RateBasis } from '../rates/delay-rate.js';
import type { Claim, ClaimCompensation, CreditingStep, InterestPeriod } from './claim.js';

/** An amount as the API speaks it: `{ amount: "125.00", currency: "PLN" }`. */
export interface MoneyView {
  readonly amount: string;
  readonly currency: string;
}

/** The published rate a period's rate was made of. */
export interface RateSourceView {
  readonly table: string;
  readonly name: string;
  readonly annualPercent: string;
  /** the day whose rate the law names */
  readonly referenceOn: string;
  readonly validFrom: string;
  readonly source: string;
  /** false where nobody has looked yet whether a newer decision exists */
  readonly isConfirmed: boolean;
}

export interface PeriodView {
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number;
  readonly principal: MoneyView;
  readonly annualPercent: string;
  /** rounded to be shown; the total is the rounded sum of the exact ones */
  readonly interest: MoneyView;
  readonly interestUnrounded: string;
  readonly sources: RateSourceView[];
  readonly rules: string[];
}

export interface AllocationView {
  readonly on: string;
  /** what the payer said it is for; `as-ordered` where nothing was said */
  readonly towards: CreditingStep['towards'];
  readonly paid: MoneyView;
  readonly interestAccrued: MoneyView;
  readonly toCosts: MoneyView;
  readonly toInterest: MoneyView;
  readonly toPrincipal: MoneyView;
  readonly toCompensation: MoneyView;
  readonly unallocated: MoneyView;
  readonly principalAfter: MoneyView;
  readonly interestAfter: MoneyView;
  /** why in this order; none where the account chose it */
  readonly rules: string[];
}

export interface MissingView {
  readonly what: 'rate' | 'exchange-rate';
  readonly on: string;
  readonly detail: string;
}

export interface CompensationView {
  readonly euro: MoneyView;
  readonly amount: MoneyView | null;
  readonly paid: MoneyView;
  /** still to be paid: nothing once it is forfeited; null while the amount is not known */
  readonly open: MoneyView | null;
  readonly exchangeRate: string | null;
  readonly exchangeRateOn: string | null;
  readonly exchangeRateSource: string | null;
  readonly dueOn: string;
  readonly isDueWithoutDemand: boolean;
  readonly forfeitAfter: string | null;
  readonly isForfeited: boolean;
  readonly isInTotal: boolean;
  readonly rules: string[];
}

export interface RuleView {
  readonly id: string;
  readonly article: string;
  readonly says: string;
  readonly url: string | null;
}

/** A claim in texts: what a screen, a letter, the API and the evidence file all show alike. */
export interface ClaimView {
  readonly country: string | null;
  readonly kind: string | null;
  readonly asOf: string | null;
  readonly dueOn: string | null;
  /** the day the law shifts the due date to */
  readonly effectiveDueOn: string | null;
  readonly firstInterestOn: string | null;
  readonly daysLate: number;
  readonly principal: MoneyView;
  readonly principalOpen: MoneyView;
  readonly costsOpen: MoneyView;
  readonly periods: PeriodView[];
  readonly interest: MoneyView;
  readonly interestPaid: MoneyView;
  readonly interestOpen: MoneyView;
  readonly dailyInterest: MoneyView;
  readonly dailyInterestUnrounded: string;
  readonly allocation: AllocationView[];
  readonly unallocated: MoneyView;
  readonly compensation: CompensationView | null;
  readonly totalBeforeCompensation: MoneyView;
  /** null while something is missing */
  readonly total: MoneyView | null;
  /** what has to be added before every figure is there */
  readonly missing: MissingView[];
  readonly rules: RuleView[];
}

/** Decimals of a sum that was not rounded. */
const UNROUNDED = 10;

export function claimView(claim: Claim): ClaimView {
  const daily = roundToCoin(claim.dailyInterest, claim.principal.currency);
  return {
    country: claim.country,
    kind: claim.kind,
    asOf: claim.asOf,
    dueOn: claim.dueOn,
    effectiveDueOn: claim.effectiveDueOn,
    firstInterestOn: claim.delayStartsOn,
    daysLate: claim.daysLate,
    principal: moneyView(claim.principal),
    principalOpen: moneyView(claim.principalOpen),
    costsOpen: moneyView(claim.costsOpen),
    periods: claim.periods.map(periodView),
    interest: moneyView(claim.interest),
    interestPaid: moneyView(claim.interestPaid),
    interestOpen: moneyView(claim.interestOpen),
    dailyInterest: moneyView(daily),
    dailyInterestUnrounded: unrounded(claim.dailyInterest, claim.principal.currency),
    allocation: claim.steps.map(allocationView),
    unallocated: moneyView(claim.unallocated),
    compensation: claim.compensation && compensationView(claim.compensation),
    totalBeforeCompensation: moneyView(claim.totalBeforeCompensation),
    total: claim.total && moneyView(claim.total),
    missing: missingOf(claim.compensation),
    rules: claim.rules.flatMap((id) => ruleOf(id) ?? []),
  };
}

export function moneyView(amount: Money): MoneyView {
  return { amount: formatAmount(amount), currency: amount.currency };
}

/** Exact minor units as text in major units. */
export function unrounded(minor: Rational, currency: Currency): string {
  const major = times(minor, rational(1n, 10n ** BigInt(exponentOf(currency))));
  return decimalText(major, UNROUNDED);
}

function periodView(period: InterestPeriod): PeriodView {
  return {
    from: period.from,
    to: period.to,
    days: period.days,
    principal: moneyView(period.principal),
    annualPercent: percentText(period.percent),
    interest: moneyView(roundToCoin(period.interest, period.principal.currency)),
    interestUnrounded: unrounded(period.interest, period.principal.currency),
    sources: period.bases.map(sourceView),
    rules: [...period.rules],
  };
}

function sourceView({
  table,
  tableName,
  row,
  referenceOn,
  isConfirmed,
}: RateBasis): RateSourceView {
  return {
    table,
    name: tableName,
    annualPercent: percentText(row.percent),
    referenceOn,
    validFrom: row.validFrom,
    source: row.source,
    isConfirmed,
  };
}

function allocationView(step: CreditingStep): AllocationView {
  return {
    on: step.on,
    towards: step.towards,
    paid: moneyView(step.paid),
    interestAccrued: moneyView(step.interestAccrued),
    toCosts: moneyView(step.toCosts),
    toInterest: moneyView(step.toInterest),
    toPrincipal: moneyView(step.toPrincipal),
    toCompensation: moneyView(step.toCompensation),
    unallocated: moneyView(step.unallocated),
    principalAfter: moneyView(step.principalAfter),
    interestAfter: moneyView(step.interestAfter),
    rules: [...step.rules],
  };
}

function compensationView(compensation: ClaimCompensation): CompensationView {
  return {
    euro: { amount: `${compensation.euro}.00`, currency: 'EUR' },
    amount: compensation.amount && moneyView(compensation.amount),
    paid: moneyView(compensation.paid),
    open: compensation.open && moneyView(compensation.open),
    exchangeRate: compensation.exchange && exchangeRateText(compensation.exchange.rate),
    exchangeRateOn: compensation.exchangeOn,
    exchangeRateSource: compensation.exchange?.source ?? null,
    dueOn: compensation.dueOn,
    isDueWithoutDemand: compensation.isDueWithoutDemand,
    forfeitAfter: compensation.forfeitAfter,
    isForfeited: compensation.isForfeited,
    isInTotal: compensation.isInTotal,
    rules: [...compensation.rules],
  };
}

/** Four decimals as central banks print them, six where somebody gave more. */
function exchangeRateText(rate: Rational): string {
  return decimalText(rate, 6).replace(/0{1,2}$/, '');
}

function missingOf(compensation: ClaimCompensation | null): MissingView[] {
  const refusal = compensation && !compensation.isForfeited ? compensation.missing : null;
  const missing: MissingFigure | null = refusal?.missing ?? null;
  return refusal && missing ? [{ what: missing.what, on: missing.on, detail: refusal.detail }] : [];
}
