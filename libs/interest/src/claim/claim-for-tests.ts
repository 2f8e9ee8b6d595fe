import { localDate } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';
import { DEFAULT_OPTIONS, type ClaimOptions } from '../law/claim-options.js';
import { SHIPPED_EXCHANGE_RATES, SHIPPED_RATES } from '../law/countries.js';
import { Refusal } from '../law/refusal.js';
import { calculateClaim } from './calculate-claim.js';
import type { Claim } from './claim.js';
import type { ClaimInput, ClaimPayment } from './claim-input.js';

/** What a test says of a claim; the rest is a Polish commercial claim of 1 000.00 zł without payments. */
export type ClaimSketch = Partial<Omit<ClaimInput, 'principal' | 'dueOn' | 'asOf' | 'options'>> & {
  readonly principal?: string;
  readonly currency?: string;
  readonly due: string;
  readonly asOf: string;
  readonly options?: Partial<ClaimOptions>;
};

export function claimInput(sketch: ClaimSketch): ClaimInput {
  const { principal = '1000.00', currency = 'PLN', due, asOf, options, ...more } = sketch;
  return {
    country: 'PL',
    kind: 'commercial',
    costs: null,
    payments: [],
    rate: { kind: 'statutory' },
    rates: SHIPPED_RATES,
    exchange: SHIPPED_EXCHANGE_RATES,
    ...more,
    principal: parseAmount(principal, currency),
    dueOn: localDate(due),
    asOf: localDate(asOf),
    options: { ...DEFAULT_OPTIONS, ...options },
  };
}

/** The claim; throws where it is refused. */
export function claimed(sketch: ClaimSketch): Claim {
  const claim = calculateClaim(claimInput(sketch));
  if (claim instanceof Refusal) throw new Error(claim.detail);
  return claim;
}

/** The refusal; throws where a claim came out. */
export function refused(sketch: ClaimSketch): Refusal {
  const refusal = calculateClaim(claimInput(sketch));
  if (refusal instanceof Refusal) return refusal;
  throw new Error('a claim came out');
}

/** `paid('2026-04-15', '5000.00')`: settles in the claim's order. */
export function paid(
  on: string,
  amount: string,
  towards: ClaimPayment['towards'] = 'as-ordered',
  currency = 'PLN',
): ClaimPayment {
  return { on: localDate(on), amount: parseAmount(amount, currency), towards };
}
