import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Stale } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { lookAtConnectionAgain } from '../../cases/contract/look-at-connection-again.js';
import { requireConnection } from '../connections/require-connection.js';
import type { OwnRemindersBody } from './own-reminders.dto.js';

/** An admin answers, by name, for clients who are reminded by the provider as well: all who are by now. */
@Injectable()
export class AnswerOwnReminders {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, Stale, or DomainError `nothing-to-answer` */
  execute(
    scope: AccountScope,
    connectionId: string,
    version: number,
    { answer }: OwnRemindersBody,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await lock(tx, scope, connectionId);
      if (before.version !== version) throw new Stale();
      const now = this.clock.now();
      const given = [scope.accountId, connectionId, answer, actingUser(scope), now];
      await tx.execute(
        `update own_reminders set answer = $3, answered_by = $4, answered_at = $5, is_question_open = false, version = version + 1
          where account_id = $1 and connection_id = $2`,
        given,
      );
      const clients = await tx.execute(
        `update client_own_reminders set answer = $3, answered_by = $4, answered_at = $5
          where account_id = $1 and connection_id = $2 and is_on and answered_at is null`,
        given,
      );
      await lookAtConnectionAgain(tx, scope, await this.day.today(tx, scope), connectionId);
      await audit(tx, scope, now, {
        action: 'own-reminders.answered',
        objectKind: 'connection',
        objectId: connectionId,
        before: { answer: before.answer },
        after: { answer, clients },
      });
    });
  }
}

async function lock(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<{ version: number; answer: string | null }> {
  await requireConnection(tx, scope, connectionId);
  const row = await tx.one<{ version: number; answer: string | null }>(
    'select version, answer from own_reminders where account_id = $1 and connection_id = $2 for update',
    [scope.accountId, connectionId],
  );
  if (row !== undefined) return row;
  throw new DomainError(
    'conflict',
    'nothing-to-answer',
    'The invoicing system has not said that it sends reminders of its own.',
  );
}
