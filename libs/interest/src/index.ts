export { calculateClaim } from './claim/calculate-claim.js';
export { claimView, type ClaimView } from './claim/claim-view.js';
export type { ClaimInput, ClaimPayment, ClaimRate, Designation } from './claim/claim-input.js';
export type { Claim, ClaimCompensation, CreditingStep, InterestPeriod } from './claim/claim.js';
export {
  compareRationals,
  decimalText,
  InvalidDecimal,
  parseDecimal,
  percentText,
  type Rational,
} from './exact/rational.js';
export { bankingDayUntil, lastBankingDayOfMonthBefore } from './law/banking-day.js';
export { CLAIM_KINDS, readClaimKind, type ClaimKind } from './law/claim-kind.js';
export { DEFAULT_OPTIONS, type ClaimOptions } from './law/claim-options.js';
export { CONVENTIONS } from './law/conventions.js';
export { COUNTRIES, ruleOf, SHIPPED_EXCHANGE_RATES, SHIPPED_RATES } from './law/countries.js';
export type { CountryLaw, LawCountry } from './law/country-law.js';
export { lawFor } from './law/law-for.js';
export { Refusal, type MissingFigure, type RefusalCode } from './law/refusal.js';
export type { Rule } from './law/rule.js';
export { simpleClaimView } from './claim/simple-claim-view.js';
export {
  exchangeRates,
  midRate,
  type ExchangeRate,
  type ExchangeRates,
} from './rates/exchange-rates.js';
export { firstDayOfHalfYear, lastDayOfHalfYear } from './rates/half-year.js';
export { tableOf, withRows, type RateBook } from './rates/rate-book.js';
export { rateOn, type RateRow, type RateTable } from './rates/rate-table.js';
