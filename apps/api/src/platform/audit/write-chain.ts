import type { Transaction } from '../database/transaction.js';
import type { AuditKeys } from './audit-keys.js';
import type { AuditRecord } from './audit-record.js';
import type { Chain } from './chain.js';
import { type ChainEnd, linkOf, macOfHead, NO_HASH } from './links.js';

/**
 * Appends entries to a chain. Whoever writes holds the chain's head until the end of the transaction, so
 * that numbers have no gap and no twin; Tenancy therefore does this last, right before the commit.
 */
export async function writeChain(
  tx: Transaction,
  keys: AuditKeys,
  chain: Chain,
  records: readonly AuditRecord[],
): Promise<void> {
  const userIds = [...new Set(records.filter(isNamedByUser).map((record) => record.actorId))];
  const head = await lockHead(tx, chain, userIds);
  const keyId = keys.newestKeyId;
  const links: Buffer[] = [];
  let end: ChainEnd = head;
  const named = records.map((record) =>
    isNamedByUser(record)
      ? { ...record, actorName: head.names?.[record.actorId ?? ''] ?? null }
      : record,
  );
  for (const record of named) {
    const seq = end.seq + 1;
    end = { seq, hash: linkOf(keys, keyId, chain.name, seq, end.hash, record)! };
    links.push(end.hash);
  }
  await tx.execute(
    `with moved as (
       update ${chain.heads} set seq = $2, hash = $3, key_id = $4, mac = $5 where ${chain.key} = $1
     )
     insert into ${chain.entries} (${chain.key}, seq, hash, key_id, at, actor_kind, actor_id, actor_name, action,
            object_kind, object_id, before, after, ip, user_agent, request_id)
     select $1, $6 + n.ordinality, n.hash, $4, n.at, n.actor_kind, n.actor_id, n.actor_name, n.action,
            n.object_kind, n.object_id, n.before::jsonb, n.after::jsonb, n.ip, n.user_agent, n.request_id
       from unnest($7::bytea[], $8::timestamptz[], $9::text[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::text[],
                   $15::text[], $16::text[], $17::text[], $18::text[], $19::text[]) with ordinality
         as n(hash, at, actor_kind, actor_id, actor_name, action, object_kind, object_id, before, after, ip, user_agent, request_id, ordinality)`,
    [
      chain.name,
      end.seq,
      end.hash,
      keyId,
      macOfHead(keys, keyId, chain.name, end),
      head.seq,
      links,
      named.map((record) => record.at),
      named.map((record) => record.actorKind),
      named.map((record) => record.actorId),
      named.map((record) => record.actorName),
      named.map((record) => record.action),
      named.map((record) => record.objectKind),
      named.map((record) => record.objectId),
      named.map((record) => asJson(record.before)),
      named.map((record) => asJson(record.after)),
      named.map((record) => record.ip),
      named.map((record) => record.userAgent),
      named.map((record) => record.requestId),
    ],
  );
}

interface LockedHead extends ChainEnd {
  /** Names by user id. */
  readonly names: Record<string, string> | null;
}

async function lockHead(
  tx: Transaction,
  chain: Chain,
  userIds: readonly (string | null)[],
): Promise<LockedHead> {
  const statement = `select seq::float8 as seq, hash,
      (select jsonb_object_agg(u.id, u.name) from system_user_names($2::uuid[]) u) as names
    from ${chain.heads} where ${chain.key} = $1 for update`;
  const head = await tx.one<LockedHead>(statement, [chain.name, userIds]);
  if (head !== undefined) return head;
  // The chain begins. Of two that begin it at once, the second waits here for the first.
  await tx.execute(
    `insert into ${chain.heads} (${chain.key}, seq, hash, key_id, mac) values ($1, 0, $2, '', '') on conflict do nothing`,
    [chain.name, NO_HASH],
  );
  return (await tx.one<LockedHead>(statement, [chain.name, userIds]))!;
}

/** People's names are looked up in the same round trip; keys bring theirs along. */
function isNamedByUser(record: AuditRecord): boolean {
  return record.actorKind === 'user' && record.actorName === null;
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
