import { claimView } from '@invoicetracker/interest';
import type { Money } from '@invoicetracker/money';

import { moneyOf } from '../../../platform/http/money.dto.js';
import type { BlockedClaim, CaseClaim, ChargeChoice, ClaimNote } from './case-claim.dto.js';
import { chargesBeyond, invoiceOpen, sumBeyond } from './charges-beyond.js';
import type { ClaimFacts, NotedCharge } from './claim-facts.reader.js';
import { type Blocked, type ClaimOfCase, kindOf } from './claim-of-case.js';

/** A claim as screens and integrators read it. */
export function caseClaimView(
  facts: ClaimFacts,
  of: ClaimOfCase,
  { choices, inHand }: { choices: readonly ChargeChoice[]; inHand: Money | null },
  { asOf, today }: { asOf: string; today: string },
): CaseClaim {
  const open = invoiceOpen(facts, asOf);
  const { claim, byLaw, order } = of;
  const late = claim && sumBeyond(chargesBeyond(facts, claim));
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
    inHand: inHand && moneyOf(inHand.minor, inHand.currency),
    lateCharges: late && moneyOf(late.minor, late.currency),
    waived: [...facts.waived],
    choices: [...choices],
    notes: facts.noted.map(noteView),
    claim: claim && claimView(claim),
    byLaw: byLaw && byLawOf(claimView(byLaw)),
    blocked: of.blocked && blockedView(of.blocked),
  };
}

function noteView({
  noteId,
  number,
  isPaid,
  currency,
  interestMinor,
  compensationMinor,
}: NotedCharge): ClaimNote {
  return {
    id: noteId,
    number,
    isPaid,
    interest: moneyOf(interestMinor, currency),
    compensation: compensationMinor === null ? null : moneyOf(compensationMinor, currency),
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

function blockedView({ code, detail, missing }: Blocked): BlockedClaim {
  const table = missing && (missing.what === 'rate' ? missing.table : missing.publisher);
  return { code, detail, table, on: missing?.on ?? null };
}
