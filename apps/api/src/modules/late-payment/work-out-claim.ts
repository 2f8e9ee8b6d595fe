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
  const claim = calculated(input);
  const { exchangeRate } = request;
  if (exchangeRate === undefined || claim.compensation?.exchangeOn == null) return claimView(claim);
  return claimView(calculated(withExchangeRate(input, claim, exchangeRate)));
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

function calculated(input: ClaimInput): Claim {
  const claim = calculateClaim(input);
  if (!(claim instanceof Refusal)) return claim;
  const { code, detail, field } = claim;
  const fields = field === null ? [] : [{ field, code, message: detail }];
  throw new Invalid(code, detail, fields);
}

/** The caller's rate for the day the law names goes before the product's own. */
function withExchangeRate(input: ClaimInput, { compensation }: Claim, text: string): ClaimInput {
  const rate = {
    publisher: compensation!.exchangePublisher!,
    from: 'EUR',
    to: compensation!.currency,
    on: compensation!.exchangeOn!,
    rate: numberAt('exchangeRate', text),
    source: 'given with the request',
  };
  return { ...input, exchange: exchangeRates([...input.exchange.values(), rate]) };
}
