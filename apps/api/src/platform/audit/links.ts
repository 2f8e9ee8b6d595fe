import canonicalize from 'canonicalize';

import type { AuditKeys } from './audit-keys.js';
import type { AuditRecord } from './audit-record.js';

/** What the first entry of a chain links to. */
export const NO_HASH = Buffer.alloc(32);

/**
 * The link of an entry: HMAC-SHA256 over its canonical JSON (RFC 8785), which holds the chain's name, the
 * entry's number, and the link of the entry before. Null when the key is not there.
 */
export function linkOf(
  keys: AuditKeys,
  keyId: string,
  chain: string,
  seq: number,
  previous: Buffer,
  record: AuditRecord,
): Buffer | null {
  return keys.mac(
    keyId,
    canonical([
      'entry',
      keyId,
      chain,
      seq,
      previous.toString('hex'),
      record.at.toISOString(),
      record.actorKind,
      record.actorId,
      record.actorName,
      record.action,
      record.objectKind,
      record.objectId,
      record.before,
      record.after,
      record.ip,
      record.userAgent,
      record.requestId,
    ]),
  );
}

/** Where a chain ends, or ended on a day. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Covers where the chain ends: without the key, nobody can cut entries off and say that it ends earlier. */
export function macOfHead(
  keys: AuditKeys,
  keyId: string,
  chain: string,
  { seq, hash }: ChainEnd,
): Buffer | null {
  return keys.mac(keyId, canonical(['head', keyId, chain, seq, hash.toString('hex')]));
}

/** Covers where the chain ended on a day (`YYYY-MM-DD`). */
export function macOfCheckpoint(
  keys: AuditKeys,
  keyId: string,
  chain: string,
  onDay: string,
  { seq, hash }: ChainEnd,
): Buffer | null {
  return keys.mac(keyId, canonical(['checkpoint', keyId, chain, onDay, seq, hash.toString('hex')]));
}

function canonical(parts: readonly unknown[]): string {
  return canonicalize(parts)!;
}
