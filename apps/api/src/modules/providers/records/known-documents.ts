import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Set aside for what the document itself says, which stays so where documents never change. */
const SAID_BY_THE_DOCUMENT = ['claim-sold', 'no-due-date', 'unclear-correction', 'unknown-form'];

/** Tells a connector which documents of a connection have been read already, stored or set aside for good. */
export function knownDocuments(
  tenancy: Tenancy,
  scope: AccountScope,
  connectionId: string,
): (collection: string, externalIds: readonly string[]) => Promise<ReadonlySet<string>> {
  return async (collection, externalIds) => {
    if (externalIds.length === 0) return new Set();
    const rows = await tenancy.inAccount(scope, (tx) =>
      tx.query<{ external_id: string }>(
        `select external_id from invoices
          where account_id = $1 and connection_id = $2 and collection = $3 and external_id = any ($4::text[]) and removed_on is null
         union
         select i.external_id from sync_issues i join sync_runs r on r.account_id = i.account_id and r.id = i.run_id
          where i.account_id = $1 and r.connection_id = $2 and i.collection = $3 and i.external_id = any ($4::text[]) and i.reason = any ($5::text[])`,
        [scope.accountId, connectionId, collection, externalIds, SAID_BY_THE_DOCUMENT],
      ),
    );
    return new Set(rows.map((row) => row.external_id));
  };
}
