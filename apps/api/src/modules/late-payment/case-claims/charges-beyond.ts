import type { Claim } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import type { ClaimFacts } from './claim-facts.reader.js';
import { paymentsKept } from './payments-kept.js';

/** What the delay adds to the open invoice; nothing of what was waived, or stands on an interest note. */
export interface ChargesBeyond {
  readonly interest: Money;
  /** null where none is due, it is forfeited, waived or on a note */
  readonly compensation: { readonly amount: Money | null; readonly isInTotal: boolean } | null;
}

/**
 * Together they are what a claim has beyond the ledger's balance, so that no grosz is asked for twice and none
 * is lost, in any order of crediting. Each is named as the ledger has it: what a payer meant for the
 * compensation has lessened the invoice there, and the compensation is asked for in full. A compensation
 * without its exchange rate has no amount. Of interest with a note it is what has run on since.
 */
export function chargesBeyond(facts: ClaimFacts, claim: Claim): ChargesBeyond {
  const open = invoiceOpen(facts, claim.asOf);
  const isNoted = facts.noted.some(({ compensationMinor }) => compensationMinor !== null);
  const compensation =
    isNoted || facts.waived.includes('compensation') ? null : compensationDue(claim);
  const paid = claim.compensation?.paid.minor ?? 0n;
  const beyond = claim.totalBeforeCompensation.minor - paid - open.minor;
  const left = beyond - facts.noted.reduce((sum, { interestMinor }) => sum + interestMinor, 0n);
  const isKept = !facts.waived.includes('interest') && left > 0n;
  return {
    interest: { ...open, minor: isKept ? left : 0n },
    compensation: beyond < 0n ? lessened(compensation, -beyond) : compensation,
  };
}

/** Of one that is forfeited, what was paid in time stays due: it need not be given back. */
function compensationDue({ compensation }: Claim): ChargesBeyond['compensation'] {
  if (compensation === null) return null;
  const { amount, paid, isForfeited, isInTotal } = compensation;
  if (!isForfeited) return { amount, isInTotal };
  return paid.minor === 0n ? null : { amount: paid, isInTotal: true };
}

/** More was allocated than the invoice had: the rest has settled of the compensation what it could. */
function lessened(
  compensation: ChargesBeyond['compensation'],
  by: bigint,
): ChargesBeyond['compensation'] {
  if (compensation === null || compensation.amount === null) return compensation;
  const { minor } = compensation.amount;
  return {
    ...compensation,
    amount: { ...compensation.amount, minor: minor > by ? minor - by : 0n },
  };
}

/** Both in the invoice's currency; null while the compensation has no amount. */
export function sumBeyond({ interest, compensation }: ChargesBeyond): Money | null {
  if (compensation === null) return interest;
  if (compensation.amount === null) return null;
  const { amount, isInTotal } = compensation;
  return isInTotal ? { ...interest, minor: interest.minor + amount.minor } : interest;
}

/** What the ledger has open on a day: never below zero, whatever was overpaid. */
export function invoiceOpen({ principal, moved }: ClaimFacts, asOf: string): Money {
  const paid = paymentsKept(moved, principal.currency)
    .filter(({ on }) => on <= asOf)
    .reduce((sum, { amount }) => sum + amount.minor, 0n);
  const minor = principal.minor - paid;
  return { ...principal, minor: minor < 0n ? 0n : minor };
}
