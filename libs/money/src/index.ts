export { allocate } from './allocate.js';
export { formatAmount, InvalidAmount, parseAmount } from './amount-text.js';
export { currency, exponentOf, isCurrency, UnknownCurrency, type Currency } from './currency.js';
export { formatMoney } from './format-money.js';
export {
  add,
  compare,
  CurrencyMismatch,
  isPositive,
  isZero,
  min,
  money,
  negate,
  subtract,
  zero,
  type Money,
} from './money.js';
export { sumByCurrency } from './sum-by-currency.js';
