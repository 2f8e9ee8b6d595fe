import type { Money } from '@invoicetracker/money';
import { rational, roundUp } from '../exact/rational.js';

/** Whether a claim goes by order for payment (fizetési meghagyás). */
export type OrderForPaymentRoute = 'mandatory' | 'optional' | 'not-available';

const FORINT = 100n;
const MANDATORY_UNTIL = 3_000_000n * FORINT;
const OPTIONAL_UNTIL = 30_000_000n * FORINT;
const FEE_LEAST = 12_000n;
const FEE_MOST = 300_000n;
const FEE_PER_PARTY = 1_600n;

/** HU-16: up to 3 million forint only this way, up to 30 million if the creditor likes, above not at all. */
export function orderForPaymentRoute(claim: Money): OrderForPaymentRoute {
  if (claim.minor <= MANDATORY_UNTIL) return 'mandatory';
  return claim.minor <= OPTIONAL_UNTIL ? 'optional' : 'not-available';
}

/** HU-16: 3 %, whole forints upwards, at least 12 000 and 1 600 a party, at most 300 000; null without the route. */
export function orderForPaymentFee(claim: Money, parties: number): Money | null {
  if (orderForPaymentRoute(claim) === 'not-available') return null;
  const threePercent = roundUp(rational(claim.minor * 3n, 100n * FORINT));
  const capped = threePercent > FEE_MOST ? FEE_MOST : threePercent;
  const least = [FEE_LEAST, FEE_PER_PARTY * BigInt(parties)].reduce((most, one) =>
    one > most ? one : most,
  );
  return { minor: (capped < least ? least : capped) * FORINT, currency: claim.currency };
}
