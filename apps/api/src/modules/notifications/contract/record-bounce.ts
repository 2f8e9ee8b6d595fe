import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import { leaveOut } from './leave-out.js';

/** What the other side said. */
export interface BounceFacts {
  /** in a word: `no-such-address` */
  readonly reason: string;
  /** in the server's own words */
  readonly answer: string | null;
}

/** Writes down that a message came back for good, in the caller's transaction. */
export function recordBounce(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  deliveryId: string,
  facts: BounceFacts,
): Promise<void> {
  return leaveOut(tx, scope, at, deliveryId, {
    state: 'bounced',
    outcome: 'bounced',
    noticeReason: 'bounced',
    ...facts,
  });
}
