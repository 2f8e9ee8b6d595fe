import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';

/** Stops the reminders of one case until a day, or until somebody releases it. */
@Injectable()
export class HoldCase {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws Invalid `hold-in-the-past`, NotFound, or DomainError `case-closed` */
  hold(
    scope: AccountScope,
    caseId: string,
    hold: { reason: string; until: string | null },
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      if (hold.until !== null && hold.until <= today) {
        throw new Invalid('hold-in-the-past', 'A hold ends on a later day than today.', [
          { field: 'until', code: 'hold-in-the-past', message: `must be later than ${today}` },
        ]);
      }
      await this.change(tx, scope, caseId, today, hold);
      await tx.execute(
        `update case_schedule set reason = 'held', next_on = coalesce($3::date, $4::date + 1) where account_id = $1 and case_id = $2`,
        [scope.accountId, caseId, hold.until, today],
      );
    });
  }

  /** The case goes on where it stood; what is due by now is caught up one stage at a time. */
  release(scope: AccountScope, caseId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      await this.change(tx, scope, caseId, today, null);
      await tx.execute(
        `insert into case_schedule (account_id, case_id, client_id, next_on, reason)
         select account_id, id, client_id, $3, 'released' from cases where account_id = $1 and id = $2
         on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason`,
        [scope.accountId, caseId, today],
      );
    });
  }

  private async change(
    tx: Transaction,
    scope: AccountScope,
    caseId: string,
    today: string,
    hold: { reason: string; until: string | null } | null,
  ): Promise<void> {
    const before = await tx.one<{
      state: string;
      hold_reason: string | null;
      hold_until: string | null;
    }>(
      'select state, hold_reason, hold_until from cases where account_id = $1 and id = $2 for update',
      [scope.accountId, caseId],
    );
    if (before === undefined) throw new NotFound('case');
    if (before.state === 'closed')
      throw new DomainError(
        'conflict',
        'case-closed',
        'This case is closed; there is nothing to hold.',
      );
    await tx.execute(
      'update cases set hold_reason = $3, hold_until = $4 where account_id = $1 and id = $2',
      [scope.accountId, caseId, hold?.reason ?? null, hold?.until ?? null],
    );
    await tx.execute(
      'insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        scope.accountId,
        caseId,
        this.clock.now(),
        today,
        hold === null ? 'released' : 'held',
        actingUser(scope),
        JSON.stringify(hold ?? {}),
      ],
    );
    await audit(tx, scope, this.clock.wallNow(), {
      action: hold === null ? 'case.released' : 'case.held',
      objectKind: 'case',
      objectId: caseId,
      before: { reason: before.hold_reason, until: before.hold_until },
      after: hold,
    });
  }
}
