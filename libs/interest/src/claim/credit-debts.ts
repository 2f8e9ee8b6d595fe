import { allocate, type Money } from '@invoicetracker/money';
import { credit, type CreditedParts, type CreditingOrder, type OpenParts } from './credit.js';

/** One of several debts of one debtor, its parts in minor units of one currency. */
export interface OpenDebt {
  readonly id: string;
  /** orders debts that nobody named; null keeps the order given */
  readonly dueOn: string | null;
  readonly open: OpenParts;
}

/** What a payment settled of each debt, and what is left of it. */
export interface CreditedDebts {
  readonly byDebt: ReadonlyMap<string, CreditedParts>;
  readonly left: bigint;
}

/**
 * Settles several debts with one payment. The debt the payer named comes first, and none of the payment
 * goes to another debt's side claims before it is settled (PL-28, PL-30; § 366 (1) BGB); then the oldest
 * (PL-29, § 366 (2) BGB). Debts of one age share in proportion where `ties` says so (Germany), else they
 * go in the order given.
 */
export function creditDebts(
  payment: Money,
  debts: readonly OpenDebt[],
  named: string | null,
  order: CreditingOrder,
  ties: 'in-order' | 'in-proportion' = 'in-order',
): CreditedDebts {
  const byDebt = new Map<string, CreditedParts>();
  let left = payment.minor;
  for (const group of groupsInOrder(debts, named, ties)) {
    const shares = sharesOf({ ...payment, minor: least(left, owedBy(group)) }, group);
    group.forEach((debt, index) => {
      const parts = credit(shares[index]!, debt.open, order);
      byDebt.set(debt.id, parts);
      left -= shares[index]! - parts.left;
    });
  }
  return { byDebt, left };
}

function groupsInOrder(
  debts: readonly OpenDebt[],
  named: string | null,
  ties: 'in-order' | 'in-proportion',
): readonly (readonly OpenDebt[])[] {
  const first = debts.filter((debt) => debt.id === named);
  const others = debts
    .filter((debt) => debt.id !== named)
    .sort((left, right) => compare(left.dueOn ?? '', right.dueOn ?? ''));
  const groups: OpenDebt[][] = [];
  for (const debt of [...first, ...others]) {
    const before = groups.at(-1)?.[0];
    const isTie = before && before.id !== named && before.dueOn === debt.dueOn;
    if (isTie && ties === 'in-proportion') groups.at(-1)!.push(debt);
    else groups.push([debt]);
  }
  return groups;
}

function sharesOf(part: Money, group: readonly OpenDebt[]): readonly bigint[] {
  if (part.minor === 0n) return group.map(() => 0n);
  return allocate(
    part,
    group.map(({ open }) => open.costs + open.interest + open.principal),
  ).map((share) => share.minor);
}

function owedBy(group: readonly OpenDebt[]): bigint {
  return group.reduce((sum, { open }) => sum + open.costs + open.interest + open.principal, 0n);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
