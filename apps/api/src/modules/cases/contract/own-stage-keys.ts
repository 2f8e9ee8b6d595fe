import type { Transaction } from '../../../platform/database/transaction.js';

/** Keys of the stages the account has made itself, in plans in force: `demand-2`. In the order of their days. */
export async function readOwnStageKeys(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }>(
    `select s.key from policies p
       join stages s on s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version
      where p.account_id = $1 and p.retired_at is null and s.key ~ '-[0-9]+$'
      group by s.key order by min(s.offset_days), s.key`,
    [accountId],
  );
  return rows.map(({ key }) => key);
}
