import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { finishedAt } from './finished-at.js';

/**
 * Cancels a run. What it has written stays, and so does its cursor: the next run of the connection goes on
 * there. A worker that has a page in its hands finds the run ended when it would write it, and stops.
 */
@Injectable()
export class CancelSync {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, DomainError `sync-run-ended`; cancelling twice is as good as once */
  execute(scope: AccountScope, runId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const run = await tx.one<{ state: string; connection_id: string }>(
        'select state, connection_id from sync_runs where account_id = $1 and id = $2 for update',
        [scope.accountId, runId],
      );
      if (run === undefined) throw new NotFound('sync run');
      if (run.state === 'cancelled') return;
      if (run.state !== 'queued' && run.state !== 'running') throw ended();
      await tx.execute(
        `update sync_runs set state = 'cancelled', lease_until = null, finished_at = ${finishedAt('$4', '$3')}
          where account_id = $1 and id = $2`,
        [scope.accountId, runId, this.clock.now(), this.clock.wallNow()],
      );
      await audit(tx, scope, this.clock.now(), {
        action: 'sync.cancelled',
        objectKind: 'connection',
        objectId: run.connection_id,
        before: { state: run.state },
        after: { runId },
      });
    });
  }
}

function ended(): DomainError {
  return new DomainError('conflict', 'sync-run-ended', 'This run has ended already.');
}
