import { InvalidDay, localDate, maxDay, type LocalDate } from '@invoicetracker/calendar';
import {
  DEFAULT_OPTIONS,
  InvalidDecimal,
  lawFor,
  parseDecimal,
  readClaimKind,
  type ClaimInput,
  type ClaimKind,
  type ClaimOptions,
  type ClaimPayment,
  type ClaimRate,
  type LawCountry,
  type Rational,
} from '@invoicetracker/interest';
import { InvalidAmount, parseAmount, UnknownCurrency, type Money } from '@invoicetracker/money';

import { Invalid } from '../../platform/http/domain-error.js';
import type { ClaimRequest } from './claim-request.js';
import type { RatesInForce } from './contract/rates-in-force.js';

/** The request as the arithmetic wants it; throws Invalid naming the field that cannot be read. */
export function readClaimRequest(request: ClaimRequest, inForce: RatesInForce): ClaimInput {
  const principal = amountAt('principal', request.principal, request.currency);
  const payments = paymentsOf(request, principal);
  if (request.dueOn === undefined) throw wrong('dueOn', 'is missing');
  return {
    country: countryOf(request),
    kind: kindOf(request),
    principal,
    costs: request.costs === undefined ? null : amountAt('costs', request.costs, request.currency),
    dueOn: dayAt('dueOn', request.dueOn),
    payments,
    asOf: asOfOf(request, payments),
    rate: rateOf(request),
    options: optionsOf(request),
    ...inForce,
  };
}

/** An amount at a field; throws Invalid. */
export function amountAt(field: string, text: string, currency: string): Money {
  return reading(field, () => parseAmount(text, currency));
}

/** A number at a field, exactly; throws Invalid. */
export function numberAt(field: string, text: string): Rational {
  return reading(field, () => parseDecimal(text));
}

/** One field and what is wrong with it. */
export function wrong(field: string, message: string): Invalid {
  return new Invalid('invalid-claim', `Check this field: ${field} ${message}.`, [
    { field, code: 'invalid', message },
  ]);
}

function dayAt(field: string, text: string): LocalDate {
  return reading(field, () => localDate(text));
}

function countryOf({ country, kind }: ClaimRequest): LawCountry {
  const code = country ?? /^([A-Z]{2})_/.exec(kind ?? '')?.[1];
  if (code === undefined) throw wrong('country', 'is missing');
  const law = lawFor(code);
  if (law === null) throw wrong('country', `"${code}" has no law known here`);
  return law;
}

function kindOf({ country, kind = 'commercial' }: ClaimRequest): ClaimKind {
  const known = readClaimKind(kind);
  if (known === null) throw wrong('kind', `"${kind}" is not known`);
  const named = /^([A-Z]{2})_/.exec(kind)?.[1];
  const isOfAnother = named !== undefined && country !== undefined && named !== country;
  if (isOfAnother) throw wrong('kind', `"${kind}" is not of the country ${country}`);
  return known;
}

function paymentsOf(request: ClaimRequest, principal: Money): readonly ClaimPayment[] {
  const { paidOn, payments = [], currency } = request;
  if (paidOn !== undefined && payments.length > 0) {
    throw wrong('paidOn', 'stands for payments of its own: give one or the other');
  }
  if (paidOn !== undefined && principal.minor > 0n) {
    return [{ on: dayAt('paidOn', paidOn), amount: principal, towards: 'principal' }];
  }
  return payments.map((payment, index) => ({
    on: dayAt(`payments.${index}.on`, payment.on),
    amount: amountAt(`payments.${index}.amount`, payment.amount, payment.currency ?? currency),
    towards: payment.towards ?? 'as-ordered',
  }));
}

function asOfOf({ asOf, paidOn }: ClaimRequest, payments: readonly ClaimPayment[]): LocalDate {
  if (asOf !== undefined) return dayAt('asOf', asOf);
  if (paidOn !== undefined) return dayAt('paidOn', paidOn);
  const [first, ...others] = payments.map((payment) => payment.on);
  if (!first) throw wrong('asOf', 'is missing: without a payment nothing says until when');
  return maxDay(first, ...others);
}

function rateOf({ annualPercent, agreedAnnualPercent }: ClaimRequest): ClaimRate {
  if (annualPercent !== undefined && agreedAnnualPercent !== undefined) {
    throw wrong('agreedAnnualPercent', 'has no meaning beside annualPercent');
  }
  if (annualPercent !== undefined) {
    return { kind: 'fixed', percent: numberAt('annualPercent', annualPercent) };
  }
  return agreedAnnualPercent === undefined
    ? { kind: 'statutory' }
    : { kind: 'agreed', percent: numberAt('agreedAnnualPercent', agreedAnnualPercent) };
}

function optionsOf(request: ClaimRequest): ClaimOptions {
  const { compensationClaimedOn, contractualAnnualPercent } = request;
  return {
    dayCount: request.dayCount ?? DEFAULT_OPTIONS.dayCount,
    rounding: request.rounding ?? DEFAULT_OPTIONS.rounding,
    shift: request.shift ?? DEFAULT_OPTIONS.shift,
    crediting: request.crediting ?? DEFAULT_OPTIONS.crediting,
    maturity: request.maturity ?? DEFAULT_OPTIONS.maturity,
    transition2020: request.transition2020 ?? DEFAULT_OPTIONS.transition2020,
    compensationBase: request.compensationBase ?? DEFAULT_OPTIONS.compensationBase,
    compensationClaimedOn:
      compensationClaimedOn === undefined
        ? null
        : dayAt('compensationClaimedOn', compensationClaimedOn),
    contractualPercent:
      contractualAnnualPercent === undefined
        ? null
        : numberAt('contractualAnnualPercent', contractualAnnualPercent),
  };
}

/** Texts that cannot be read are the caller's business, and named after their field. */
function reading<Value>(field: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownCurrency) throw wrong('currency', 'is no ISO 4217 code');
    const isText = [InvalidAmount, InvalidDay, InvalidDecimal].some(
      (kind) => error instanceof kind,
    );
    if (isText) throw wrong(field, (error as Error).message);
    throw error;
  }
}
