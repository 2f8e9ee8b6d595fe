import type { Transaction } from '../../platform/database/transaction.js';
import { NotFound } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';

/** A case's invoice, as it is while nobody else can change it. */
export interface Debt {
  readonly state: 'active' | 'closed';
  readonly invoiceId: string;
  readonly clientId: string;
  readonly currency: string;
  readonly balanceMinor: bigint;
}

/**
 * Locks the invoice first and its case afterwards, as a sync does that settles them: two people who record at the same
 * time do not pay it twice, and nobody waits for one who waits for them.
 *
 * @throws NotFound
 */
export async function lockDebt(
  tx: Transaction,
  scope: AccountScope,
  caseId: string,
): Promise<Debt> {
  const invoice = await tx.one<{
    id: string;
    client_id: string;
    currency: string;
    balance_minor: string;
  }>(
    `select i.id, i.client_id, i.currency, i.balance_minor
       from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      where c.account_id = $1 and c.id = $2 for update of i`,
    [scope.accountId, caseId],
  );
  if (invoice === undefined) throw new NotFound('case');
  const one = await tx.one<{ state: Debt['state'] }>(
    'select state from cases where account_id = $1 and id = $2 for update',
    [scope.accountId, caseId],
  );
  return {
    state: one!.state,
    invoiceId: invoice.id,
    clientId: invoice.client_id,
    currency: invoice.currency,
    balanceMinor: BigInt(invoice.balance_minor),
  };
}
