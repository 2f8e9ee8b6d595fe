import type { CaseClaim, ClaimAllocation, Money } from '../../shared/api/schemas.js';

/** What a payment may settle. */
export type PartName = 'costs' | 'interest' | 'principal' | 'compensation' | 'unallocated';

/** What a payment settled, in the order it was settled: what the payer named, then the order of the claim. */
export function creditedParts(
  step: ClaimAllocation,
  order: CaseClaim['crediting'],
): { readonly name: PartName; readonly amount: Money }[] {
  const amounts: Readonly<Record<PartName, Money>> = {
    costs: step.toCosts,
    interest: step.toInterest,
    principal: step.toPrincipal,
    compensation: step.toCompensation,
    unallocated: step.unallocated,
  };
  const ordered: readonly PartName[] =
    order === 'principal-first'
      ? ['principal', 'costs', 'interest', 'compensation', 'unallocated']
      : ['costs', 'interest', 'principal', 'compensation', 'unallocated'];
  const isNamed = (name: PartName): boolean => name === step.towards;
  return [...ordered.filter(isNamed), ...ordered.filter((name) => !isNamed(name))]
    .map((name) => ({ name, amount: amounts[name] }))
    .filter(({ amount }) => Number(amount.amount) !== 0);
}
