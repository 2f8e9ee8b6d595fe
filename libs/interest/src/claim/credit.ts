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

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
