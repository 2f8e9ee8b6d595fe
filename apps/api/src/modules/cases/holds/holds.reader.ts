import type { Transaction } from '../../../platform/database/transaction.js';
import type { HoldView } from './holds.dto.js';

/** All that stops the reminders of a case on a day, what lasts longest first. */
export function readHolds(
  tx: Transaction,
  accountId: string,
  caseId: string,
  clientId: string,
  today: string,
): Promise<HoldView[]> {
  return tx.query<HoldView>(
    `select id, code, subject, reason, until from holds
      where account_id = $1 and subject_id in ($2, $3, $1) and ended_at is null and (until is null or until > $4)
      order by until desc nulls first, id`,
    [accountId, caseId, clientId, today],
  );
}
