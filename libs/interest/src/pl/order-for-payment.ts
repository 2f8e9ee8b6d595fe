import type { LocalDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';
import { rational, roundUp } from '../exact/rational.js';
import { yearsLater } from '../law/years-later.js';

const MATURED_WITHIN_YEARS = 3;
const MOST_GROSZ = 10_000_000_000n;
const LEAST_FEE_ZLOTY = 30n;
const GROSZ = 100n;

/** PL-40: the electronic order for payment takes claims that matured within three years before filing. */
export function isElectronicOrderOpen(matureOn: LocalDate, filedOn: LocalDate): boolean {
  return matureOn <= filedOn && filedOn <= yearsLater(matureOn, MATURED_WITHIN_YEARS);
}

/** PL-40: claims below 100 million złoty. */
export function isWithinElectronicOrder(claim: Money): boolean {
  return claim.minor < MOST_GROSZ;
}

/** PL-40: a quarter of the ordinary fee in whole złoty, 30 zł at least. */
export function electronicOrderFee(ordinaryFee: Money): Money {
  const quarter = roundUp(rational(ordinaryFee.minor, 4n * GROSZ));
  const zloty = quarter < LEAST_FEE_ZLOTY ? LEAST_FEE_ZLOTY : quarter;
  return { minor: zloty * GROSZ, currency: ordinaryFee.currency };
}
