import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { forgetSeen, noteUnseen } from '../records/note-unseen.js';
import { openDueCases } from '../records/open-due-cases.js';
import { EVER } from './choose-pass.js';
import type { SyncPosition } from './sync-position.js';
import type { SyncWork } from './sync-work.js';

/**
 * Changes are asked for from so long before the pass that found the last ones began: a provider's clock may be an hour
 * behind, or tell the time of another zone. What is told twice is as known and costs nothing.
 */
const OVERLAP_MS = 2 * 3600 * 1000;

/** What a pass is worth once its last page is read, in the transaction that writes that page. */
@Injectable()
export class EndPass {
  /** @param completeUntil the provider's own word on how far it has told everything */
  async execute(
    tx: Transaction,
    { run, account, open, dueUntil }: SyncWork,
    position: SyncPosition,
    completeUntil: Date | null,
  ): Promise<void> {
    const { scope, connectionId } = run;
    const place = { accountId: scope.accountId, connectionId };
    const changesSince =
      completeUntil ?? new Date(new Date(position.askedAt).getTime() - OVERLAP_MS);
    if (position.pass === 'changes') {
      await tx.execute(
        'update connections set changes_since = $3, full_pass_at = coalesce($4, full_pass_at) where account_id = $1 and id = $2',
        [
          scope.accountId,
          connectionId,
          changesSince,
          position.since === EVER.toISOString() ? new Date(position.askedAt) : null,
        ],
      );
      if (open.provider.listOpenReceivables === undefined)
        await openDueCases(tx, scope, connectionId, account);
      return;
    }
    const { unordered, inconclusive } = position;
    if (unordered.length > 0) {
      const conclusive = unordered.filter((collection) => !inconclusive.includes(collection));
      await noteUnseen(tx, { ...place, dueUntil, now: account.now }, conclusive);
      await forgetSeen(tx, place);
    }
    await tx.execute(
      'update connections set changes_since = $3, full_pass_at = $4, full_pass_until = $5 where account_id = $1 and id = $2',
      [scope.accountId, connectionId, changesSince, new Date(position.askedAt), dueUntil],
    );
  }
}
