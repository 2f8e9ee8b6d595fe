import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** @throws NotFound, for another account's connection too */
export async function requireConnection(
  tx: Transaction,
  { accountId }: AccountScope,
  connectionId: string,
): Promise<void> {
  const found = await tx.one('select 1 from connections where account_id = $1 and id = $2', [
    accountId,
    connectionId,
  ]);
  if (found === undefined) throw new NotFound('connection');
}
