import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import { type AccountObstacle, readAccountObstacle, type SentSoFar } from './account-obstacle.js';
import type { SenderPermits } from './sender-permits.js';
import type { SenderWait } from './sender-wait.js';

/** Takes back what was written together with the look at the account. */
export class AccountWaits extends Error {
  constructor(readonly obstacle: AccountObstacle) {
    super(obstacle.reason);
  }
}

/** The same for the sender's limits. */
export class SenderWaits extends Error {
  constructor(readonly wait: SenderWait) {
    super(wait.reason);
  }
}

export async function requirePermit(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  permits: SenderPermits,
  count: number,
): Promise<void> {
  const wait = await permits.ask(tx, scope, at.now, count);
  if (wait !== null) throw new SenderWaits(wait);
}

export async function requireNoObstacle(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  sent: SentSoFar,
  count: number,
): Promise<void> {
  const obstacle = await readAccountObstacle(tx, scope, at.now, sent, count);
  if (obstacle !== null) throw new AccountWaits(obstacle);
}
