import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { cancelNotice } from './cancel-notice.js';
import type { Moment } from './moment.js';

interface Step {
  case_id: string;
  stage_key: string;
  cycle: number;
  instalment_on: string | null;
}

/**
 * Leaves the steps of a notice out because a person says so: they lapse, and the cases go on with the next
 * stage when it is due. The caller holds the notice's row.
 */
export async function skipNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
): Promise<void> {
  const steps = await tx.query<Step>(
    `select case_id, stage_key, cycle, instalment_on from notice_cases where account_id = $1 and notice_id = $2 and outcome <> 'dropped'`,
    [scope.accountId, noticeId],
  );
  await cancelNotice(tx, scope, at, noticeId, 'skipped-by-a-person');
  await tx.execute(
    `insert into case_stages (account_id, case_id, cycle, stage_key, outcome, on_day, instalment_on)
     select $1, s.case_id, s.cycle, s.stage_key, 'lapsed', $2, s.instalment_on
       from unnest($3::uuid[], $4::int[], $5::text[], $6::date[]) as s(case_id, cycle, stage_key, instalment_on)
     on conflict (account_id, case_id, cycle, stage_key, about_on) do nothing`,
    [
      scope.accountId,
      at.today,
      steps.map((one) => one.case_id),
      steps.map((one) => one.cycle),
      steps.map((one) => one.stage_key),
      steps.map((one) => one.instalment_on),
    ],
  );
}
