import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteSums, toSums } from './watch-run.js';
import type { UnusualRunView } from './unusual-runs.dto.js';

/** As after any click, there is time to take it back. */
const UNDO_MINUTES = 5;

/** Runs that wait for a person, and the one click that lets all of one go. */
@Injectable()
export class UnusualRuns {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Newest first; a run of which nothing waits any more is none. */
  list(scope: AccountScope): Promise<UnusualRunView[]> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const rows = await tx.query<Row>(WAITING, [scope.accountId]);
      return rows.map(({ sums, usualSums, ...row }) => ({
        ...row,
        sums: moneys(sums),
        usualSums: moneys(usualSums),
      }));
    });
  }

  /**
   * What waits for its stage's approval as well goes on waiting. Done a second time it changes nothing.
   *
   * @throws NotFound when the run of that day was not unusual
   */
  release(scope: AccountScope, onDay: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.now();
      const run = await tx.one<{ sums: Record<string, string> }>(
        'select sums from unusual_runs where account_id = $1 and on_day = $2 for update',
        [scope.accountId, onDay],
      );
      if (run === undefined) throw new NotFound('run');
      const released = await tx.execute(
        `update notices n set state = 'planned', waits_for = null, not_before = $3::timestamptz + greatest(a.undo_minutes, $4) * interval '1 minute'
           from accounts a
          where a.id = $1 and n.account_id = $1 and n.state = 'awaiting_approval' and n.waits_for = 'unusual' and n.planned_on = $2`,
        [scope.accountId, onDay, now, UNDO_MINUTES],
      );
      if (released === 0) return;
      await tx.execute(
        'update unusual_runs set released_at = $3, released_by = $4 where account_id = $1 and on_day = $2',
        [scope.accountId, onDay, now, actingUser(scope)],
      );
      await noteSums(tx, scope, onDay, toSums(run.sums));
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'run.released',
        objectKind: 'daily-run',
        objectId: null,
        after: { onDay, notices: released },
      });
    });
  }
}

type Row = Omit<UnusualRunView, 'sums' | 'usualSums'> & {
  sums: Record<string, string>;
  usualSums: Record<string, string>;
};

const WAITING = `
select u.on_day as "onDay", u.reasons, u.active_cases as "activeCases", u.moved_cases as "movedCases", u.sums, u.usual_sums as "usualSums",
       w.notices as "waitingNotices"
  from (select n.planned_on, count(*)::int as notices from notices n
         where n.account_id = $1 and n.state = 'awaiting_approval' and n.waits_for = 'unusual' group by n.planned_on) w
  join unusual_runs u on u.account_id = $1 and u.on_day = w.planned_on
 order by u.on_day desc`;

function moneys(sums: Record<string, string>) {
  return Object.entries(sums).map(([currency, minor]) => moneyOf(minor, currency));
}
