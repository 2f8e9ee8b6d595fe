import type { ClaimPayment } from '@invoicetracker/interest';
import type { Currency } from '@invoicetracker/money';

import type { MoneyMoved } from './claim-facts.reader.js';

/**
 * The payments a claim counts, by day. What went back lessens what came last before it: money that did not
 * stay settled nothing.
 */
export function paymentsKept(moved: readonly MoneyMoved[], currency: Currency): ClaimPayment[] {
  const kept: { on: MoneyMoved['on']; minor: bigint; towards: MoneyMoved['towards'] }[] = [];
  for (const { on, minor, towards } of [...moved].sort((one, other) =>
    one.on < other.on ? -1 : 1,
  )) {
    if (minor > 0n) kept.push({ on, minor, towards });
    else takeBack(kept, -minor);
  }
  return kept.map(({ on, minor, towards }) => ({ on, amount: { minor, currency }, towards }));
}

function takeBack(kept: { minor: bigint }[], back: bigint): void {
  let left = back;
  for (let last = kept.at(-1); left > 0n && last !== undefined; last = kept.at(-1)) {
    if (last.minor > left) {
      last.minor -= left;
      return;
    }
    left -= last.minor;
    kept.pop();
  }
}
