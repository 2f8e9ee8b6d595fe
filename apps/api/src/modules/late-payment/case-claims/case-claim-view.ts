import { claimView } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import { moneyOf } from '../../../platform/http/money.dto.js';
import type { BlockedClaim, CaseClaim } from './case-claim.dto.js';
import type { ClaimFacts } from './claim-facts.reader.js';
import { type Blocked, type ClaimOfCase, kindOf } from './claim-of-case.js';
import { paymentsKept } from './payments-kept.js';

/** A claim as screens and integrators read it. */
export function caseClaimView(
  facts: ClaimFacts,
  of: ClaimOfCase,
  { asOf, today }: { asOf: string; today: string },
): CaseClaim {
  const open = invoiceOpen(facts, asOf);
  const { claim, byLaw, order } = of;
  const late = claim?.total && claim.total.minor - open.minor;
  return {
    asOf,
    today,
    law: of.law,
    debtor: {
      clientId: facts.clientId,
      kind: kindOf(facts),
      isStated: facts.statedKind !== null,
      version: facts.clientVersion,
    },
    crediting: order?.inForce ?? null,
    lawCrediting: order?.ofLaw ?? null,
    invoiceOpen: moneyOf(open.minor, open.currency),
    lateCharges: late == null ? null : moneyOf(late, open.currency),
    claim: claim && claimView(claim),
    byLaw: byLaw && byLawOf(claimView(byLaw)),
    blocked: of.blocked && blockedView(of.blocked),
  };
}

function byLawOf({
  allocation,
  principalOpen,
  interestOpen,
  total,
}: ReturnType<typeof claimView>): CaseClaim['byLaw'] {
  return { allocation, principalOpen, interestOpen, total };
}

/** What the ledger has open on a day: never below zero, whatever was overpaid. */
export function invoiceOpen({ principal, moved }: ClaimFacts, asOf: string): Money {
  const paid = paymentsKept(moved, principal.currency)
    .filter(({ on }) => on <= asOf)
    .reduce((sum, { amount }) => sum + amount.minor, 0n);
  const minor = principal.minor - paid;
  return { ...principal, minor: minor < 0n ? 0n : minor };
}

function blockedView({ code, detail, missing }: Blocked): BlockedClaim {
  const table = missing && (missing.what === 'rate' ? missing.table : missing.publisher);
  return { code, detail, table, on: missing?.on ?? null };
}
