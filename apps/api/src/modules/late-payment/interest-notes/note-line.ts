import { claimView } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import { moneyOf } from '../../../platform/http/money.dto.js';
import type {
  InterestNoteLine,
  NotedCompensation,
  NotedInterest,
} from '../../notifications/contract/interest-note-facts.js';
import { chargesBeyond } from '../case-claims/charges-beyond.js';
import type { ChargePart, ClaimFacts } from '../case-claims/claim-facts.reader.js';
import type { ClaimOfCase } from '../case-claims/claim-of-case.js';
import { paidInFullOn } from '../case-claims/paid-in-full-on.js';

/** The invoice a line is about, as it names it. */
export interface NotedInvoice {
  readonly caseId: string;
  readonly number: string;
  readonly issuedOn: string | null;
  readonly gross: Money;
}

/** What a note takes of one case. */
export interface DraftLine {
  readonly caseId: string;
  /** zero where only the compensation is asked for */
  readonly interest: Money;
  readonly compensation: Money | null;
  readonly says: InterestNoteLine;
}

/** Why a case cannot be on a note. */
export interface LineObstacle {
  readonly code: string;
  readonly detail: string;
}

/**
 * What a case adds to a note on a day: of the parts asked for what is neither waived nor on an earlier note.
 * Pure.
 */
export function noteLine(
  invoice: NotedInvoice,
  facts: ClaimFacts,
  { claim, blocked }: ClaimOfCase,
  parts: readonly ChargePart[],
): DraftLine | LineObstacle {
  if (claim === null) return { code: blocked!.code, detail: blocked!.detail };
  const missing = claim.compensation?.missing ?? null;
  const beyond = chargesBeyond(facts, claim);
  const interest =
    parts.includes('interest') && beyond.interest.minor > 0n ? beyond.interest : null;
  const wanted = parts.includes('compensation') ? beyond.compensation : null;
  if (wanted !== null && wanted.amount === null && missing !== null)
    return { code: missing.code, detail: missing.detail };
  // a payer may have settled all of it with more than the invoice had
  const compensation = wanted?.amount && wanted.amount.minor > 0n ? wanted.amount : null;
  if (interest === null && compensation === null) return NOTHING;
  const view = claimView(claim);
  return {
    caseId: invoice.caseId,
    interest: interest ?? { ...beyond.interest, minor: 0n },
    compensation,
    says: {
      invoiceNumber: invoice.number,
      invoiceIssuedOn: invoice.issuedOn,
      invoiceAmount: textOf(invoice.gross),
      dueOn: claim.dueOn,
      effectiveDueOn: claim.effectiveDueOn,
      paidOn: paidInFullOn(facts, claim.asOf),
      daysLate: claim.daysLate,
      interest: interest && interestSaid(facts, claim, view, interest),
      compensation: compensation && compensationSaid(claim, view, compensation),
    },
  };
}

type KnownClaim = NonNullable<ClaimOfCase['claim']>;
type View = ReturnType<typeof claimView>;

function interestSaid(
  facts: ClaimFacts,
  claim: KnownClaim,
  view: View,
  amount: Money,
): NotedInterest {
  const earlier = facts.noted.filter(({ interestMinor }) => interestMinor > 0n);
  const left = earlier.reduce((sum, note) => sum + note.interestMinor, amount.minor);
  const credited = claim.interest.minor - left;
  return {
    periods: view.periods.map((period) => ({
      from: period.from!,
      to: period.to!,
      days: period.days,
      principal: period.principal,
      annualPercent: period.annualPercent,
      interest: period.interest,
    })),
    accrued: view.interest,
    credited: credited > 0n ? textOf({ ...amount, minor: credited }) : null,
    earlier: earlier.map(({ number, interestMinor }) => ({
      number,
      amount: textOf({ ...amount, minor: interestMinor }),
    })),
    amount: textOf(amount),
  };
}

function compensationSaid(claim: KnownClaim, view: View, amount: Money): NotedCompensation {
  const { euro, exchangeRate, exchangeRateOn } = view.compensation!;
  return {
    euro,
    amount: textOf(amount),
    exchangeRate,
    exchangeRateOn,
    exchangePublisher: claim.compensation!.exchangePublisher,
  };
}

function textOf({ minor, currency }: Money): { amount: string; currency: string } {
  return { ...moneyOf(minor, currency) };
}

const NOTHING: LineObstacle = {
  code: 'nothing-to-note',
  detail:
    'Nothing is left that a note could ask for: it is waived, on an earlier note, or nothing is due.',
};
