import { isZero, type Money, negate, subtract, sumByCurrency } from '@invoicetracker/money';

import type { CreditLine } from '../../cases/contract/client-credit.js';
import type { CreditFacts, InvoiceFacts } from './notice-facts.js';

type ShownLine = Pick<CreditLine, 'number' | 'on' | 'amount'>;

/** Lines of one currency before the rest is summed up in one. */
const LONGEST = 8;

/**
 * What a letter shows of what the client has in hand, in the currencies of its invoices: each payment and credit
 * note, and what of them goes against invoices that are not in the letter. Added up, it is what the letter's
 * invoices are credited.
 */
export function creditsShown(
  { lines }: { readonly lines: readonly ShownLine[] },
  invoices: readonly InvoiceFacts[],
): CreditFacts[] {
  const credited = sumByCurrency(invoices.map((invoice) => invoice.credited));
  return credited.flatMap((here) => {
    const mine = lines.filter(({ amount }) => amount.currency === here.currency);
    if (mine.length === 0) return [];
    const [inHand] = sumByCurrency(mine.map(({ amount }) => amount)) as [Money];
    const elsewhere = subtract(inHand, here);
    return [
      ...mine.slice(0, LONGEST).map(lineOf),
      ...summedUp(mine.slice(LONGEST)),
      ...(isZero(elsewhere) ? [] : [without('other-invoices', negate(elsewhere))]),
    ];
  });
}

function lineOf({ number, on, amount }: ShownLine): CreditFacts {
  return { kind: number === null ? 'payment' : 'document', number: number ?? '', on, amount };
}

function summedUp(rest: readonly ShownLine[]): CreditFacts[] {
  return sumByCurrency(rest.map(({ amount }) => amount)).map((sum) => without('more', sum));
}

function without(kind: CreditFacts['kind'], amount: Money): CreditFacts {
  return { kind, number: '', on: null, amount };
}
