import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { HOLDS_BACK, waitingNotices } from './held-sources.js';
import type { HeldCounts, HeldReasonCount } from './held.dto.js';

/** Counting a reason stops here: nobody reads on to row 10,001. */
const COUNT_CAP = 10_001;

/** How much is due and does not leave, by reason. */
@Injectable()
export class HeldCountsQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  counts(scope: AccountScope): Promise<HeldCounts> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      return { items: await countHeld(tx, scope.accountId, today, this.clock.now()) };
    });
  }
}

function countHeld(
  tx: Transaction,
  accountId: string,
  today: string,
  now: Date,
): Promise<HeldReasonCount[]> {
  return tx.query<HeldReasonCount>(
    // from one reason to the next in the index, and not through all rows
    `with recursive ${waitingNotices(1, 3)}, step as (
       (select s.reason from case_schedule s where s.account_id = $1 and ${HOLDS_BACK} order by s.reason limit 1)
       union all
       select (select s.reason from case_schedule s where s.account_id = $1 and ${HOLDS_BACK} and s.reason > step.reason order by s.reason limit 1)
         from step where step.reason is not null
     ), found as (
       select step.reason, (select count(*) from (
                select 1 from case_schedule s
                 where s.account_id = $1 and s.reason = step.reason and ${HOLDS_BACK} and s.due_from <= $2 limit $4) c) as cases
         from step where step.reason is not null
       union all
       select w.reason, count(*)
         from (select * from waiting limit $4) w
         join notice_cases k on k.account_id = $1 and k.notice_id = w.id and k.outcome = 'pending'
        group by w.reason
     )
     select reason, least(sum(cases), $4)::int as cases from found group by reason having sum(cases) > 0 order by 2 desc, reason`,
    [accountId, today, now, COUNT_CAP],
  );
}
