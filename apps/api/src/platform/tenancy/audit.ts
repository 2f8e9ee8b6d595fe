import type { Transaction } from '../database/transaction.js';
import type { AccountScope, Actor } from './account-scope.js';

export interface AuditEntry {
  /** Verb and noun, e.g. `connection.created`. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  /** What it was and what it became; never a secret, not even sealed. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Records who changed what, in the transaction that changes it. */
export async function audit(
  tx: Transaction,
  scope: AccountScope,
  at: Date,
  entry: AuditEntry,
): Promise<void> {
  await tx.execute(
    `insert into audit_entries (account_id, at, actor_kind, actor_id, action, object_kind, object_id, before, after, request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      scope.accountId,
      at,
      scope.actor.kind,
      actorId(scope.actor),
      entry.action,
      entry.objectKind,
      entry.objectId,
      entry.before === undefined ? null : JSON.stringify(entry.before),
      entry.after === undefined ? null : JSON.stringify(entry.after),
      'requestId' in scope.actor ? (scope.actor.requestId ?? null) : null,
    ],
  );
}

/** The person or the key; nobody where the product or an operator acts. */
function actorId(actor: Actor): string | null {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'key' ? actor.keyId : null;
}
