import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { settleCases } from '../../cases/contract/settle-cases.js';
import type { AccountFacts } from './account-facts.js';

const BATCH = 1000;

/**
 * Opens the cases of stored invoices whose day has come since the last time, where the provider has no list that would
 * show them again. Looks once a day: the connection remembers how far it has looked.
 */
export async function openDueCases(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  account: AccountFacts,
): Promise<void> {
  const before = await tx.one<{ until: string | null }>(
    'select cases_opened_until as until from connections where account_id = $1 and id = $2',
    [scope.accountId, connectionId],
  );
  if (before?.until != null && before.until >= account.opensUntil) return;
  let afterId: string | null = null;
  do {
    const due: { id: string }[] = await tx.query<{ id: string }>(
      `select i.id from invoices i
        where i.account_id = $1 and i.connection_id = $2 and i.balance_minor > 0 and i.cancelled_on is null and i.removed_on is null
          and i.due_on <= $3 and i.due_on > coalesce($4::date, '-infinity') and ($5::uuid is null or i.id > $5)
        order by i.id limit $6`,
      [scope.accountId, connectionId, account.opensUntil, before?.until ?? null, afterId, BATCH],
    );
    await settleCases(
      tx,
      scope,
      account,
      due.map(({ id }) => id),
    );
    afterId = due.length < BATCH ? null : due.at(-1)!.id;
  } while (afterId !== null);
  await tx.execute(
    'update connections set cases_opened_until = $3 where account_id = $1 and id = $2',
    [scope.accountId, connectionId, account.opensUntil],
  );
}
