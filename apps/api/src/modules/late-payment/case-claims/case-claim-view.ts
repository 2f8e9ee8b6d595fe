import { claimView } from '@invoicetracker/interest';
import { sumByCurrency } from '@invoicetracker/money';

import { moneyOf } from '../../../platform/http/money.dto.js';
import type { CreditLine } from '../../cases/contract/client-credit.js';
import type {
  BlockedClaim,
  CaseClaim,
  ChargeChoice,
  ClaimNote,
  CreditInHand,
} from './case-claim.dto.js';
import { chargesBeyond, invoiceOpen, sumBeyond } from './charges-beyond.js';
import type { ClaimFacts, NotedCharge } from './claim-facts.reader.js';
import { type Blocked, type ClaimOfCase, kindOf } from './claim-of-case.js';

/** More of them are summed up, and not told one by one. */
const MOST_IN_HAND = 200;

/** A claim as screens and integrators read it. */
export function caseClaimView(
  facts: ClaimFacts,
  of: ClaimOfCase,
  { choices, inHand }: { choices: readonly ChargeChoice[]; inHand: readonly CreditLine[] },
  { asOf, today }: { asOf: string; today: string },
): CaseClaim {
  const open = invoiceOpen(facts, asOf);
  const { claim, byLaw, order } = of;
  const [sum] = sumByCurrency(inHand.map(({ amount }) => amount));
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
    inHand: sum === undefined ? null : moneyOf(sum.minor, sum.currency),
    inHandFrom: inHand.slice(0, MOST_IN_HAND).map(inHandView),
    lateCharges: late && moneyOf(late.minor, late.currency),
    waived: [...facts.waived],
    choices: [...choices],
    notes: facts.noted.map(noteView),
    claim: claim && claimView(claim),
    byLaw: byLaw && byLawOf(claimView(byLaw)),
    blocked: of.blocked && blockedView(of.blocked),
  };
}

function inHandView({ kind, id, number, on, amount, whole }: CreditLine): CreditInHand {
  return {
    kind,
    id,
    number,
    on,
    left: moneyOf(amount.minor, amount.currency),
    whole: whole && moneyOf(whole.minor, whole.currency),
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
