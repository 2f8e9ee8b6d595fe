import type { Claim } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import type { ClaimFacts } from './claim-facts.reader.js';
import { paymentsKept } from './payments-kept.js';

/** What the delay adds to the open invoice; nothing of what was waived. */
export interface ChargesBeyond {
  readonly interest: Money;
  /** null where none is due, it is forfeited or waived */
  readonly compensation: { readonly amount: Money | null; readonly isInTotal: boolean } | null;
}

/**
 * Interest is what a claim has beyond the ledger's balance, so that no grosz is asked for twice and none is
 * lost, in any order of crediting. A compensation without its exchange rate has no amount.
 */
export function chargesBeyond(facts: ClaimFacts, claim: Claim): ChargesBeyond {
  const open = invoiceOpen(facts, claim.asOf);
  const beyond = claim.totalBeforeCompensation.minor - open.minor;
  const isKept = !facts.waived.includes('interest') && beyond > 0n;
  const { compensation } = claim;
  const isDue =
    compensation !== null && !compensation.isForfeited && !facts.waived.includes('compensation');
  return {
    interest: { ...open, minor: isKept ? beyond : 0n },
    compensation: isDue ? { amount: compensation.amount, isInTotal: compensation.isInTotal } : null,
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
