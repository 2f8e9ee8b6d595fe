import type { ProviderName } from '../../../config/provider-names.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { writeBackOf } from '../write-back/write-back-of.js';
import type { WriteBackSwitches } from './write-back-switches.dto.js';

/** The provider an invoice came from, and what of payments recorded here it is told. */
export interface ToldProvider extends WriteBackSwitches {
  readonly provider: ProviderName;
  readonly state: 'active' | 'paused' | 'needs_reconnect';
}

/** @returns null where there is nobody to tell: no connection, or the provider no longer has the invoice */
export async function readToldProvider(
  tx: Transaction,
  scope: AccountScope,
  invoiceId: string,
): Promise<ToldProvider | null> {
  const row = await tx.one<{
    provider: ProviderName;
    state: ToldProvider['state'];
    marks_paid: boolean;
    records_payments: boolean;
  }>(
    `select c.provider, case when account_works($1, c.provider) then c.state else 'paused' end as state, c.marks_paid, c.records_payments
       from invoices i join connections c on c.account_id = i.account_id and c.id = i.connection_id
      where i.account_id = $1 and i.id = $2 and i.removed_on is null`,
    [scope.accountId, invoiceId],
  );
  if (row === undefined) return null;
  return {
    provider: row.provider,
    state: row.state,
    marksPaid: row.marks_paid,
    recordsPayments: row.records_payments,
    ...writeBackOf(row.provider),
  };
}
