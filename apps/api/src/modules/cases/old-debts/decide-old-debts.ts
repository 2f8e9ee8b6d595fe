import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound, Stale } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { lookAtConnectionAgain } from '../contract/look-at-connection-again.js';
import { readChoices } from './old-debts.query.js';
import type { OldDebtChoice } from './old-debts.dto.js';
import { writeChoices } from './write-choices.js';

/**
 * Decides how the old debts of a connection enter, and lets its cases go. May be decided anew at any time;
 * what is planned and not handed over by then is held against the newest decision.
 */
@Injectable()
export class DecideOldDebts {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, Stale, Invalid `old-debt-choices`, or DomainError `first-sync-unfinished` */
  execute(
    scope: AccountScope,
    connectionId: string,
    version: number,
    choices: readonly OldDebtChoice[],
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await lockEntry(tx, scope, connectionId);
      if (before.version !== version) throw new Stale();
      const former = await readChoices(tx, scope, connectionId);
      await writeChoices(tx, scope, connectionId, choices);
      const now = this.clock.wallNow();
      await tx.execute(
        `update connection_entries set decided_by = $3, decided_at = $4, version = version + 1 where account_id = $1 and connection_id = $2`,
        [scope.accountId, connectionId, actingUser(scope), now],
      );
      await lookAtConnectionAgain(tx, scope, await this.day.today(tx, scope), connectionId);
      await audit(tx, scope, now, {
        action: 'old-debts.decided',
        objectKind: 'connection',
        objectId: connectionId,
        before: { choices: former },
        after: { choices },
      });
    });
  }
}

/** @throws NotFound, or DomainError `first-sync-unfinished` */
export async function lockEntry(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<{ version: number }> {
  const connection = await tx.one('select 1 from connections where account_id = $1 and id = $2', [
    scope.accountId,
    connectionId,
  ]);
  if (connection === undefined) throw new NotFound('connection');
  const row = await tx.one<{ version: number }>(
    'select version from connection_entries where account_id = $1 and connection_id = $2 for update',
    [scope.accountId, connectionId],
  );
  if (row !== undefined) return row;
  throw new DomainError(
    'conflict',
    'first-sync-unfinished',
    'The connection has not been read to the end yet. Decide when its first sync is done.',
  );
}
