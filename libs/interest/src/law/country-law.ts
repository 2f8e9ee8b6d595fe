import type { LocalDate } from '@invoicetracker/calendar';
import type { Currency, Money } from '@invoicetracker/money';
import type { DelayRate } from '../rates/delay-rate.js';
import type { ExchangeRates } from '../rates/exchange-rates.js';
import type { ClaimKind } from './claim-kind.js';
import type { ClaimOptions } from './claim-options.js';
import type { CompensationDue } from './compensation-due.js';
import type { DefaultStart, DefaultStartFacts } from './default-start.js';
import type { Limitation, LimitationFacts } from './limitation.js';
import type { Refusal } from './refusal.js';
import type { Rule } from './rule.js';

/** Countries whose law is known; EU stands for the minimum of Directive 2011/7/EU. */
export type LawCountry = 'PL' | 'HU' | 'DE' | 'EU';

/** What a country's delay rate depends on. */
export interface DelayFacts {
  readonly kind: ClaimKind;
  readonly currency: Currency;
  /** the first day that bears interest */
  readonly delayStartsOn: LocalDate;
  readonly options: ClaimOptions;
}

/** What a country's fixed compensation depends on. */
export interface CompensationFacts {
  readonly kind: ClaimKind;
  /** what the size of the compensation is measured by */
  readonly claim: Money;
  readonly effectiveDueOn: LocalDate;
  readonly delayStartsOn: LocalDate;
  readonly options: ClaimOptions;
  readonly exchange: ExchangeRates;
}

/** In what order a payment settles what one debt is made of. */
export interface CreditingRule {
  readonly order: 'interest-first' | 'principal-first';
  readonly rules: readonly string[];
  readonly designation: DesignationRule;
}

/** What a payer's own word on a payment does. It is obeyed, unless the creditor may and does say otherwise. */
export interface DesignationRule {
  readonly rules: readonly string[];
  /** the creditor may take the side claims first although the payer named the principal */
  readonly canTakeSideClaimsFirst: boolean;
}

/** Everything one country says about late payment: a folder each, all of this shape. */
export interface CountryLaw {
  readonly country: LawCountry;
  readonly rules: readonly Rule[];
  /** the rules that move a due date on a day off; none where the date stays */
  readonly shiftRules: readonly string[];
  readonly crediting: CreditingRule;
  /** the statutory delay rate; a refusal where the law does not cover the claim */
  delayRate(facts: DelayFacts): DelayRate | Refusal;
  /** the highest agreed rate, as a rate of its own; null where none is known */
  agreedRateCap(facts: DelayFacts): DelayRate | null;
  /** null where no compensation is due to this kind of claim */
  compensation(facts: CompensationFacts): CompensationDue | Refusal | null;
  limitation(facts: LimitationFacts): Limitation | Refusal;
  /** the day delay starts although nobody agreed a due date */
  defaultStart(facts: DefaultStartFacts): DefaultStart | Refusal;
}
