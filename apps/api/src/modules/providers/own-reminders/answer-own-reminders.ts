import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound, Stale } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { lookAtConnectionAgain } from '../../cases/contract/look-at-connection-again.js';
import { requireConnection } from '../connections/require-connection.js';
import type { OwnRemindersBody } from './own-reminders.dto.js';

interface Given {
  readonly scope: AccountScope;
  readonly connectionId: string;
  readonly answer: OwnRemindersBody['answer'];
  readonly now: Date;
}

/** An admin answers, by name, for clients who are reminded by the provider as well: all who are by now, or some. */
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
    { answer, clientIds }: OwnRemindersBody,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await lock(tx, scope, connectionId);
      if (before.version !== version) throw new Stale();
      const given = { scope, connectionId, answer, now: this.clock.now() };
      const clients =
        clientIds === undefined
          ? await answerForAll(tx, given)
          : await answerForSome(tx, given, clientIds);
      await lookAtConnectionAgain(tx, scope, await this.day.today(tx, scope), connectionId);
      await audit(tx, scope, given.now, {
        action: 'own-reminders.answered',
        objectKind: 'connection',
        objectId: connectionId,
        before: { answer: before.answer },
        after: { answer, clients, ...(clientIds && { clientIds }) },
      });
    });
  }
}

async function answerForAll(tx: Transaction, given: Given): Promise<number> {
  await tx.execute(
    `update own_reminders set answer = $3, answered_by = $4, answered_at = $5, is_question_open = false, version = version + 1
      where account_id = $1 and connection_id = $2`,
    parametersOf(given),
  );
  return tx.execute(
    `update client_own_reminders set answer = $3, answered_by = $4, answered_at = $5
      where account_id = $1 and connection_id = $2 and is_on and answered_at is null`,
    parametersOf(given),
  );
}

/** The question about the whole connection is answered with its last client. */
async function answerForSome(
  tx: Transaction,
  given: Given,
  clientIds: readonly string[],
): Promise<number> {
  const wanted = new Set(clientIds);
  const clients = await tx.execute(
    `update client_own_reminders set answer = $3, answered_by = $4, answered_at = $5
      where account_id = $1 and connection_id = $2 and is_on and client_id = any ($6::uuid[])`,
    [...parametersOf(given), [...wanted]],
  );
  if (clients < wanted.size) throw new NotFound('client');
  await tx.execute(
    `update own_reminders r
        set version = version + 1,
            is_question_open = r.is_question_open and exists (
              select 1 from client_own_reminders k
               where k.account_id = $1 and k.connection_id = $2 and k.is_on and k.answered_at is null)
      where account_id = $1 and connection_id = $2`,
    [given.scope.accountId, given.connectionId],
  );
  return clients;
}

function parametersOf({ scope, connectionId, answer, now }: Given): unknown[] {
  return [scope.accountId, connectionId, answer, actingUser(scope), now];
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
