import type { AuditRecord } from '../audit/audit-record.js';
import { chainOfAccount, INSTANCE_CHAIN } from '../audit/chain.js';
import { storableJson, storableText } from '../audit/storable-json.js';
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

/** Somebody who has not said who they are, or not proved it. */
export interface Anonymous {
  readonly kind: 'anonymous';
  readonly requestId?: string;
  readonly ip?: string;
  readonly userAgent?: string | null;
}

export interface InstanceAuditEntry extends AuditEntry {
  readonly actor: Actor | Anonymous;
}

/** Letters of a user agent that are kept. */
const USER_AGENT_LENGTH = 300;

/**
 * Records who changed what in an account, in the transaction that changes it. The entry is chained to the
 * ones before it when the transaction commits.
 */
export async function audit(
  tx: Transaction,
  scope: AccountScope,
  at: Date,
  entry: AuditEntry,
): Promise<void> {
  tx.noted.push({
    chain: chainOfAccount(scope.accountId),
    record: toRecord(scope.actor, at, entry),
  });
}

/** Records what belongs to no account: sign-ins, and what is done to the installation. Any transaction will do. */
export async function auditInstance(
  tx: Transaction,
  at: Date,
  { actor, ...entry }: InstanceAuditEntry,
): Promise<void> {
  tx.noted.push({ chain: INSTANCE_CHAIN, record: toRecord(actor, at, entry) });
}

function toRecord(actor: Actor | Anonymous, at: Date, entry: AuditEntry): AuditRecord {
  const from = 'ip' in actor ? actor : null;
  return {
    at,
    actorKind: actor.kind,
    actorId: actorId(actor),
    actorName: actor.kind === 'key' ? actor.keyName : null,
    action: entry.action,
    objectKind: entry.objectKind,
    objectId: entry.objectId === null ? null : storableText(entry.objectId),
    before: storableJson(entry.before),
    after: storableJson(entry.after),
    ip: from?.ip ?? null,
    userAgent:
      from?.userAgent == null ? null : storableText(from.userAgent.slice(0, USER_AGENT_LENGTH)),
    requestId: ('requestId' in actor ? actor.requestId : null) ?? null,
  };
}

/** The person or the key; nobody where the product or an operator acts. */
function actorId(actor: Actor | Anonymous): string | null {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'key' ? actor.keyId : null;
}
