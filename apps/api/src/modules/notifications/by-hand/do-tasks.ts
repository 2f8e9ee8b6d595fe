import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { dropSettledWork } from '../../cases/contract/drop-settled-work.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import type { ByHandOutcome } from './by-hand.dto.js';
import { type HeldWork, holdWork } from './hold-work.js';

/** Tasks that a person takes on, has done, or leaves out. Done or left out, the plan goes on. */
@Injectable()
export class DoTasks {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** A task whose money has come in meanwhile is not there any more, and says so. @throws NotFound */
  finish(
    scope: AccountScope,
    taskIds: readonly string[],
    { isSkipped, note = '' }: { isSkipped: boolean; note?: string | undefined },
  ): Promise<ByHandOutcome[]> {
    return this.each(scope, taskIds, async (tx, task) => {
      const { id } = task;
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      if ((await dropSettledWork(tx, scope, at, task)) === null) return 'settled';
      const reason = isSkipped ? 'skipped-by-a-person' : null;
      await tx.execute(
        `update notices set state = 'sent', reason = $3, sent_at = $4, sent_on = $5, handled_by = $6, outcome_note = nullif($7, '')
          where account_id = $1 and id = $2`,
        [scope.accountId, id, reason, at.now, at.today, actingUser(scope), note.trim()],
      );
      await recordNoticeOutcome(tx, scope, at, id, 'counted', reason ?? (note.trim() || null));
      await audit(tx, scope, this.clock.wallNow(), {
        action: isSkipped ? 'task.skipped' : 'task.done',
        objectKind: 'notice',
        objectId: id,
        ...(note.trim() === '' ? {} : { after: { note: note.trim() } }),
      });
      return null;
    });
  }

  /** The caller takes tasks on, or gives them back to everybody. @throws NotFound */
  take(scope: AccountScope, taskIds: readonly string[], isMine: boolean): Promise<ByHandOutcome[]> {
    return this.each(scope, taskIds, async (tx, { id }) => {
      await tx.execute('update notices set handled_by = $3 where account_id = $1 and id = $2', [
        scope.accountId,
        id,
        isMine ? actingUser(scope) : null,
      ]);
      await audit(tx, scope, this.clock.wallNow(), {
        action: isMine ? 'task.taken' : 'task.given-back',
        objectKind: 'notice',
        objectId: id,
      });
      return null;
    });
  }

  /** In the order of their ids, so that two people with the same tasks wait for each other. */
  private each(
    scope: AccountScope,
    taskIds: readonly string[],
    work: (tx: Transaction, task: HeldWork) => Promise<string | null>,
  ): Promise<ByHandOutcome[]> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const outcomes: ByHandOutcome[] = [];
      for (const id of taskIds.toSorted()) {
        const task = await holdWork(tx, scope, 'task', id);
        if (task === undefined) throw new NotFound('task');
        const reason = task.state === 'to_do' ? await work(tx, task) : 'not-to-do';
        outcomes.push({ id, isDone: reason === null, reason });
      }
      return outcomes;
    });
  }
}
