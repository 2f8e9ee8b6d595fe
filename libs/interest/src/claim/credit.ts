import type { ClaimPayment } from './claim-input.js';

/** What one debt is made of, in minor units. */
export interface OpenParts {
  readonly costs: bigint;
  readonly interest: bigint;
  readonly principal: bigint;
}

/** The parts of a payment; with `left` they add up to it. */
export interface CreditedParts extends OpenParts {
  /** more than was owed */
  readonly left: bigint;
}

export type CreditingOrder = 'interest-first' | 'principal-first';

/** Settles a debt with a payment: costs, interest, principal, or the principal before its side claims. */
export function credit(payment: bigint, open: OpenParts, order: CreditingOrder): CreditedParts {
  const early = order === 'principal-first' ? least(payment, open.principal) : 0n;
  let left = payment - early;
  const costs = least(left, open.costs);
  left -= costs;
  const interest = least(left, open.interest);
  left -= interest;
  const late = least(left, open.principal - early);
  return { costs, interest, principal: early + late, left: left - late };
}

/** A debt with its fixed compensation: the part of it that may be settled now. */
export interface OpenClaim extends OpenParts {
  readonly compensation: bigint;
}

export interface CreditedClaim extends CreditedParts {
  readonly compensation: bigint;
}

/**
 * Settles a claim with a payment: first what the payer named, then in the claim's order, and what is left
 * after that goes to the compensation.
 */
export function creditTowards(
  payment: bigint,
  towards: ClaimPayment['towards'],
  open: OpenClaim,
  order: CreditingOrder,
): CreditedClaim {
  const named = towards === 'as-ordered' || towards === 'invoice' ? null : towards;
  const first = { costs: 0n, interest: 0n, principal: 0n, compensation: 0n };
  if (named !== null) first[named] = least(payment, open[named]);
  const early = named === null ? 0n : first[named];
  const rest = {
    costs: open.costs,
    interest: open.interest - first.interest,
    principal: open.principal - first.principal,
  };
  const then = credit(payment - early, rest, order);
  const late = least(then.left, open.compensation - first.compensation);
  return {
    costs: then.costs,
    interest: first.interest + then.interest,
    principal: first.principal + then.principal,
    compensation: first.compensation + late,
    left: then.left - late,
  };
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
