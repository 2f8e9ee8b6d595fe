import type { LocalDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';
import type { Rational } from '../exact/rational.js';
import type { ClaimKind } from '../law/claim-kind.js';
import type { ClaimOptions } from '../law/claim-options.js';
import type { LawCountry } from '../law/country-law.js';
import type { ExchangeRates } from '../rates/exchange-rates.js';
import type { RateBook } from '../rates/rate-book.js';

/**
 * What a payer says that money is for (PL-28, PL-30, HU-9, DE-5): this invoice, in the order of the claim, or
 * one part of what is owed on it before everything else.
 */
export type Designation = 'invoice' | 'interest' | 'principal' | 'compensation';

/** Money received for this claim. */
export interface ClaimPayment {
  /** the day it was on the creditor's account (G-5) */
  readonly on: LocalDate;
  /** in the claim's currency; above zero */
  readonly amount: Money;
  /** the payer's own designation; without one the order of the claim holds */
  readonly towards: 'as-ordered' | Designation;
}

/** The rate interest is worked out with. */
export type ClaimRate =
  /** what the law gives */
  | { readonly kind: 'statutory' }
  /** what the parties agreed, within what the law allows */
  | { readonly kind: 'agreed'; readonly percent: Rational }
  /** exactly this one, whatever the law says */
  | { readonly kind: 'fixed'; readonly percent: Rational };

/** Everything a claim is worked out from; nothing else is read. */
export interface ClaimInput {
  readonly country: LawCountry;
  readonly kind: ClaimKind;
  /** the gross amount of the invoice, VAT included (G-5) */
  readonly principal: Money;
  /** costs already claimed beside it, in its currency; null for none */
  readonly costs: Money | null;
  /** the agreed due date */
  readonly dueOn: LocalDate;
  readonly payments: readonly ClaimPayment[];
  /** the last day that counts; payments after it are left out */
  readonly asOf: LocalDate;
  readonly rate: ClaimRate;
  readonly options: ClaimOptions;
  readonly rates: RateBook;
  readonly exchange: ExchangeRates;
}
