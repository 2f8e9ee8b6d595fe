import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';

/** Writes into the history of every case a notice was about. */
export async function tellCases(
  tx: Transaction,
  scope: AccountScope,
  at: { readonly now: Date; readonly today: string },
  noticeId: string,
  kind: 'replied' | 'auto_replied' | 'notice_delayed' | 'reply_answered' | 'address_repaired',
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.execute(
    `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
     select $1, case_id, $3, $4, $5, $6, $7::jsonb || jsonb_build_object('noticeId', $2::uuid, 'stageKey', stage_key)
       from notice_cases where account_id = $1 and notice_id = $2 and outcome <> 'dropped'`,
    [
      scope.accountId,
      noticeId,
      at.now,
      at.today,
      kind,
      actingUser(scope),
      JSON.stringify({ ...data, noticeId }),
    ],
  );
}
