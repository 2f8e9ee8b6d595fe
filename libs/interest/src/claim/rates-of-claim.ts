import { addDays, minDay, type LocalDate } from '@invoicetracker/calendar';
import { larger, smaller, type Rational } from '../exact/rational.js';
import type { CountryLaw, DelayFacts } from '../law/country-law.js';
import { Refusal } from '../law/refusal.js';
import { joinEqual, ratePeriods, type RatePeriod } from '../rates/delay-rate.js';
import type { ClaimInput } from './claim-input.js';

/** The rates of the days `from` to `to`, both included, for this claim. */
export function ratesOfClaim(
  input: ClaimInput,
  law: CountryLaw,
  facts: DelayFacts,
  from: LocalDate,
  to: LocalDate,
): readonly RatePeriod[] | Refusal {
  const { rate, rates } = input;
  if (rate.kind === 'fixed') return given(rate.percent, from, to);
  const statutory = law.delayRate(facts);
  if (statutory instanceof Refusal) return statutory;
  const periods = ratePeriods(statutory, rates, from, to);
  if (rate.kind === 'statutory' || periods instanceof Refusal) return periods;
  return agreedRates(input, law, facts, rate.percent, periods);
}

/**
 * An agreed rate counts up to the country's cap (PL-6); between businesses the statutory rate is the
 * least, because only a higher agreed one takes its place (PL-7).
 */
function agreedRates(
  { kind, rates }: ClaimInput,
  law: CountryLaw,
  facts: DelayFacts,
  agreed: Rational,
  statutory: readonly RatePeriod[],
): readonly RatePeriod[] | Refusal {
  const from = statutory[0]!.from;
  const to = statutory.at(-1)!.to;
  const cap = law.agreedRateCap(facts);
  const caps = cap === null ? given(agreed, from, to) : ratePeriods(cap, rates, from, to);
  if (caps instanceof Refusal) return caps;
  return joinEqual(
    overlaps(statutory, caps).map(([least, most]) => {
      const capped = smaller(agreed, most.percent);
      const percent = kind === 'consumer' ? capped : larger(capped, least.percent);
      const deciding = percent === least.percent ? least : most;
      return { ...deciding, from: least.from, to: least.to, percent };
    }),
  );
}

function given(percent: Rational, from: LocalDate, to: LocalDate): readonly RatePeriod[] {
  return [{ from, to, percent, bases: [], rules: [] }];
}

/** Both series cut where either changes; they cover the same days. */
function overlaps(
  left: readonly RatePeriod[],
  right: readonly RatePeriod[],
): readonly (readonly [RatePeriod, RatePeriod])[] {
  const pairs: [RatePeriod, RatePeriod][] = [];
  let [l, r] = [0, 0];
  let from = left[0]!.from;
  while (l < left.length && r < right.length) {
    const [one, other] = [left[l]!, right[r]!];
    const to = minDay(one.to, other.to);
    pairs.push([
      { ...one, from, to },
      { ...other, from, to },
    ]);
    if (one.to === to) l += 1;
    if (other.to === to) r += 1;
    from = addDays(to, 1);
  }
  return pairs;
}
