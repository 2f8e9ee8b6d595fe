import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../contract/moment.js';

/** The next run looks at cases whose plans of instalments were made or have come further: their stages run on another day. */
export async function lookAtPlans(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  caseIds: readonly string[],
): Promise<void> {
  await tx.execute(
    `insert into case_schedule (account_id, case_id, client_id, next_on, reason)
     select $1, c.id, c.client_id, $3::date, 'promised' from cases c
      where c.account_id = $1 and c.id = any ($2::uuid[]) and c.state = 'active'
     on conflict (account_id, case_id) do update set next_on = least(case_schedule.next_on, excluded.next_on)`,
    [scope.accountId, caseIds, at.today],
  );
}
