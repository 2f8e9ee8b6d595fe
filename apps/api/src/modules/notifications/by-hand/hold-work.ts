import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A letter or task in the hands of the caller's transaction. */
export interface HeldWork {
  readonly id: string;
  readonly clientId: string;
  readonly state: string;
  readonly plannedOn: string;
  readonly isPrinted: boolean;
}

/** Locks a letter or task. @returns undefined where there is none */
export function holdWork(
  tx: Transaction,
  scope: AccountScope,
  channel: 'letter' | 'task',
  id: string,
): Promise<HeldWork | undefined> {
  return tx.one<HeldWork>(
    `select id, client_id as "clientId", state, planned_on as "plannedOn", printed_at is not null as "isPrinted"
       from notices where account_id = $1 and id = $2 and channel = $3 for update`,
    [scope.accountId, id, channel],
  );
}
