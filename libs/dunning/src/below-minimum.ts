import { compare, type Money } from '@invoicetracker/money';
import type { Stage } from './policy.js';

/** True where less is open than the stage asks for in that currency. */
export function isBelowMinimum(stage: Stage, balance: Money): boolean {
  return stage.minimumAmounts.some(
    (least) => least.currency === balance.currency && compare(balance, least) < 0,
  );
}
