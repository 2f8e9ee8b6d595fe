import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * Taken before any sender of the account, or its mailbox, is read for a change: two people never leave the account
 * with two defaults, or none, nor take away a mailbox that somebody gives to another sender just now.
 */
export async function lockSenders(tx: Transaction, scope: AccountScope): Promise<void> {
  await tx.query('select 1 from accounts where id = $1 for no key update', [scope.accountId]);
}
