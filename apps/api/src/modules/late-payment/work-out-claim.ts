import {
  calculateClaim,
  claimView,
  exchangeRates,
  Refusal,
  SHIPPED_EXCHANGE_RATES,
  SHIPPED_RATES,
  simpleClaimView,
  type Claim,
  type ClaimInput,
  type ClaimView,
  type ExchangeRate,
} from '@invoicetracker/interest';

import { Invalid } from '../../platform/http/domain-error.js';
import type { ClaimRequest } from './claim-request.js';
import type { RatesInForce } from './contract/rates-in-force.js';
import { amountAt, numberAt, readClaimRequest, wrong } from './read-claim-request.js';

const SHIPPED: RatesInForce = { rates: SHIPPED_RATES, exchange: SHIPPED_EXCHANGE_RATES };

/** Works a claim out from plain input: nothing is read from the database, nothing is kept. Throws Invalid. */
export function workOutClaim(request: ClaimRequest, rates: RatesInForce = SHIPPED): ClaimView {
  if (request.daysLate !== undefined) return ofDays(request, request.daysLate);
  const input = readClaimRequest(request, rates);
  const claim = calculateClaim(input);
  const needed = neededExchange(claim);
  if (request.exchangeRate === undefined || needed === null) return claimView(told(claim));
  return claimView(told(calculateClaim(withExchangeRate(input, needed, request.exchangeRate))));
}

/** So many days at a given rate, without a due date or a law. */
function ofDays(request: ClaimRequest, daysLate: number): ClaimView {
  if (request.dueOn !== undefined) throw wrong('daysLate', 'has no meaning beside dueOn');
  if (request.annualPercent === undefined) throw wrong('annualPercent', 'is missing');
  if (!Number.isInteger(daysLate) || daysLate < 0) throw wrong('daysLate', 'is no number of days');
  return simpleClaimView(
    amountAt('principal', request.principal, request.currency),
    numberAt('annualPercent', request.annualPercent),
    daysLate,
  );
}

function told(claim: Claim | Refusal): Claim {
  if (!(claim instanceof Refusal)) return claim;
  const { code, detail, field } = claim;
  const fields = field === null ? [] : [{ field, code, message: detail }];
  throw new Invalid(code, detail, fields);
}

type ExchangeKey = Pick<ExchangeRate, 'publisher' | 'from' | 'to' | 'on'>;

/** The mid rate that the law names for this claim; null where it needs none. */
function neededExchange(claim: Claim | Refusal): ExchangeKey | null {
  if (claim instanceof Refusal)
    return claim.missing?.what === 'exchange-rate' ? claim.missing : null;
  const { compensation } = claim;
  if (compensation === null || compensation.exchangeOn === null) return null;
  const { exchangePublisher: publisher, currency: to, exchangeOn: on } = compensation;
  return { publisher: publisher!, from: 'EUR', to, on };
}

/** The caller's rate for the day the law names goes before the product's own. */
function withExchangeRate(input: ClaimInput, of: ExchangeKey, text: string): ClaimInput {
  const rate = { ...of, rate: numberAt('exchangeRate', text), source: 'given with the request' };
  return { ...input, exchange: exchangeRates([...input.exchange.values(), rate]) };
}
