import type { Transaction } from '../../../platform/database/transaction.js';
import type { OperatorAccessView } from './operator-access.dto.js';

const MOST_SHOWN = 200;

interface Row extends Omit<OperatorAccessView, 'createdAt' | 'endsAt' | 'endedAt'> {
  readonly createdAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
}

/** Who has looked into the account from outside, newest first. */
export async function listOperatorAccess(
  tx: Transaction,
  accountId: string,
  id: string | null = null,
): Promise<OperatorAccessView[]> {
  const rows = await tx.query<Row>(
    `select id, user_name as "userName", reason, created_at as "createdAt", ends_at as "endsAt", ended_at as "endedAt"
       from operator_access where account_id = $1 and ($2::uuid is null or id = $2)
      order by created_at desc, id desc limit ${MOST_SHOWN}`,
    [accountId, id],
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
