import { compare, type Money } from '@invoicetracker/money';
import type { Stage } from './policy.js';

/** True where less is asked for than the stage needs in that currency. */
export function isBelowMinimum(stage: Stage, asked: Money): boolean {
  return stage.minimumAmounts.some(
    (least) => least.currency === asked.currency && compare(asked, least) < 0,
  );
}
