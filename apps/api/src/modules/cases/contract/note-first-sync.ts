import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { lookAtConnectionAgain } from './look-at-connection-again.js';
import type { Moment } from './moment.js';

/**
 * Notes that a connection has been read to the end, the first time. Where it brought debts that were
 * overdue already, everything of it waits until an admin has decided how those enter.
 */
export async function noteFirstSync(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  connectionId: string,
): Promise<void> {
  const isFirst = await tx.execute(
    `insert into connection_entries (account_id, connection_id, first_synced_on, is_decision_needed)
     select $1, $2, $3, exists (
              select 1 from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
               where c.account_id = $1 and c.is_old_debt and c.state = 'active' and i.connection_id = $2)
      where not exists (select 1 from connection_entries e where e.account_id = $1 and e.connection_id = $2)
     on conflict (account_id, connection_id) do nothing`,
    [scope.accountId, connectionId, at.today],
  );
  if (isFirst > 0) await lookAtConnectionAgain(tx, scope, at.today, connectionId);
}
