import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * After an answer that lets a connection's cases go on, or stops them: the next daily run decides them
 * anew, and until then each says what it waits for.
 */
export async function lookAtConnectionAgain(
  tx: Transaction,
  scope: AccountScope,
  today: string,
  connectionId: string,
): Promise<void> {
  await tx.execute(
    `insert into case_schedule as s (account_id, case_id, client_id, next_on, reason)
     select $1, c.id, c.client_id, $3,
            case e.entry when 'hold' then 'old-debt-held' when 'up-to-stage' then 'released' when 'statement' then 'released'
                         else coalesce(e.entry, 'released') end
       from invoices i
       join cases c on c.account_id = i.account_id and c.invoice_id = i.id and c.state = 'active'
      cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) e
       left join case_schedule w on w.account_id = c.account_id and w.case_id = c.id
      where i.account_id = $1 and i.connection_id = $2
        and (c.is_old_debt or e.entry is not null
             or w.reason in ('first-sync-unfinished', 'old-debts-undecided', 'own-reminders-unanswered'))
     on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason`,
    [scope.accountId, connectionId, today],
  );
}
