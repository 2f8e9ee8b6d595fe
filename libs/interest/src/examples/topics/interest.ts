import { formatAmount, type Money } from '@invoicetracker/money';
import type { Claim, InterestPeriod } from '../../claim/claim.js';
import { simpleInterest } from '../../claim/simple-interest.js';
import { NOTHING, percentText, plus } from '../../exact/rational.js';
import { Refusal } from '../../law/refusal.js';
import { roundToCoin } from '../../law/round-to-coin.js';
import type { Fields, Topic } from '../example.js';
import { claimOf, currencyOf } from '../read-claim.js';
import { needAmount, needNumber, needWhole } from '../read-fields.js';
import { amountText, refusedFields, unroundedText } from '../write-fields.js';

/** Interest of a late payment, or of so many days at a given rate. */
export const interest: Topic = (example) => {
  const { input } = example;
  if (input['days_late'] !== undefined && input['due_date'] === undefined) {
    const { exact, rounded } = simpleInterest(
      needAmount(input, 'principal', currencyOf(example)),
      needNumber(input, 'annual_percent'),
      needWhole(input, 'days_late'),
    );
    return { interest: amountText(rounded), interest_unrounded: unroundedText(exact) };
  }
  const claim = claimOf(example);
  return claim instanceof Refusal ? refusedFields(claim) : fieldsOf(claim);
};

function fieldsOf(claim: Claim): Fields {
  const { periods, principal } = claim;
  const parts = byPrincipal(periods).map((part) => amountText(sumOf(part, principal)));
  return {
    effective_due_date: claim.effectiveDueOn,
    first_interest_day: claim.delayStartsOn,
    last_interest_day: periods.at(-1)?.to ?? null,
    days_late: claim.daysLate,
    segments: periods.map(segmentOf),
    interest: amountText(claim.interest),
    interest_open: amountText(claim.interestOpen),
    principal_open: amountText(claim.principalOpen),
    sum_of_rounded_segments: formatAmount({
      minor: periods.reduce(
        (sum, period) => sum + roundToCoin(period.interest, principal.currency).minor,
        0n,
      ),
      currency: principal.currency,
    }),
    interest_first_part: parts[0],
    interest_second_part: parts[1],
    interest_third_part: parts[2],
  };
}

function segmentOf(period: InterestPeriod): Fields {
  return {
    from: period.from,
    to: period.to,
    days: period.days,
    principal: amountText(period.principal),
    annual_percent: percentText(period.percent),
    interest_unrounded: unroundedText(period.interest),
  };
}

/** Periods of one open principal together. */
function byPrincipal(periods: readonly InterestPeriod[]): readonly InterestPeriod[][] {
  const parts: InterestPeriod[][] = [];
  for (const period of periods) {
    const last = parts.at(-1);
    if (last?.[0]?.principal.minor === period.principal.minor) last.push(period);
    else parts.push([period]);
  }
  return parts;
}

function sumOf(periods: readonly InterestPeriod[], { currency }: Money): Money {
  const exact = periods.reduce((sum, period) => plus(sum, period.interest), NOTHING);
  return roundToCoin(exact, currency);
}
