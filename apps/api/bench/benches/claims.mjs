import { addDays, localDate } from '@invoicetracker/calendar';
import {
  calculateClaim,
  DEFAULT_OPTIONS,
  SHIPPED_EXCHANGE_RATES,
  SHIPPED_RATES,
} from '@invoicetracker/interest';
import { money } from '@invoicetracker/money';

import { alternate, secondsOf } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { rowOf } from '../framework/row.mjs';

const CLAIMS = 100_000;
const ROUNDS = 5;
const AS_OF = localDate('2026-11-20');

/**
 * Claims a second, beside the bare loop: one multiplication with one rate and one rounding a claim, without
 * holidays, half-years, payments, compensation and the reasons for them.
 */
export async function* claims() {
  const inputs = Array.from({ length: CLAIMS }, (_, index) => inputOf(index));
  const perSecond = (work) => async () => CLAIMS / (await secondsOf(() => work(inputs)));
  const measured = await alternate(ROUNDS, perSecond(bareLoop), perSecond(calculateAll));
  yield rowOf('claims-100000', 'claims/s', measured, goals.ratioAtLeast(0.01));
}

/** Due over two years back; every third with a part payment. */
function inputOf(index) {
  const dueOn = addDays(localDate('2024-01-02'), index % 700);
  const payment = { on: addDays(dueOn, 60), amount: money(5_000n, 'PLN'), towards: 'as-ordered' };
  return {
    country: 'PL',
    kind: 'commercial',
    principal: money(BigInt(10_000 + index * 37), 'PLN'),
    costs: null,
    dueOn,
    payments: index % 3 === 0 ? [payment] : [],
    asOf: AS_OF,
    rate: { kind: 'statutory' },
    options: DEFAULT_OPTIONS,
    rates: SHIPPED_RATES,
    exchange: SHIPPED_EXCHANGE_RATES,
  };
}

function bareLoop(inputs) {
  let sum = 0n;
  for (const { principal, dueOn, asOf } of inputs) {
    const days = (Date.parse(asOf) - Date.parse(dueOn)) / 86_400_000;
    sum += (2n * principal.minor * 1575n * BigInt(days) + 3_650_000n) / 7_300_000n;
  }
  return sum;
}

function calculateAll(inputs) {
  let sum = 0n;
  for (const input of inputs) sum += calculateClaim(input).interest.minor;
  return sum;
}
