import { timingSafeEqual } from 'node:crypto';

import type { AuditKeys } from './audit-keys.js';
import type { ChainedRecord } from './audit-record.js';
import type { ChainReader, SealedEnd } from './chain-reader.js';
import { nameBreak } from './name-break.js';
import { type ChainEnd, linkOf, macOfCheckpoint, macOfHead, NO_HASH } from './links.js';

/** Entries read at a time. */
const BATCH = 2000;
/** Before the first entry there could be, whatever number somebody has given it. */
export const BEFORE_ALL = Number.MIN_SAFE_INTEGER;

/**
 * How a chain was broken. `key-missing` is the operator's to mend: the key that chained the entry is no
 * longer in AUDIT_KEYS.
 */
export type BreakKind =
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'cut'
  | 'head-moved'
  | 'checkpoint-changed'
  | 'key-missing';

export interface ChainProblem {
  /** Number of the first entry that is not what was written. */
  readonly seq: number;
  readonly kind: BreakKind;
}

export interface Verdict {
  /** Entries that hold, counted from the beginning. */
  readonly entries: number;
  /** Where the sound part ends. */
  readonly end: ChainEnd;
  readonly problem: ChainProblem | null;
}

/** Walks a chain from its first entry to its head and finds the first thing that is not what was written. */
export async function verifyChain(reader: ChainReader, keys: AuditKeys): Promise<Verdict> {
  // In this order: what is written meanwhile makes the chain longer, never a checkpoint point beyond it.
  const checkpoints = await reader.checkpoints();
  const { head, lastSeq } = await reader.end();
  const hashAt = new Map<number, Buffer>(checkpoints.map(({ seq }) => [seq, NO_HASH]));
  const walked = await walk(reader, keys, head, lastSeq, hashAt);
  if (walked.problem !== null) return walked;
  const problem =
    problemOfHead(reader.chain, keys, head, walked.end) ??
    checkpoints
      .map((checkpoint): ChainProblem | null => {
        const { seq, hash, keyId, onDay } = checkpoint;
        const mac = macOfCheckpoint(keys, keyId, reader.chain, onDay, checkpoint);
        if (mac === null) return { seq, kind: 'key-missing' };
        if (!isEqual(mac, checkpoint.mac)) return { seq, kind: 'checkpoint-changed' };
        if (seq > walked.end.seq) return { seq: walked.end.seq + 1, kind: 'cut' };
        return isEqual(hashAt.get(seq)!, hash) ? null : { seq, kind: 'changed' };
      })
      .find((found) => found !== null) ??
    null;
  return { ...walked, problem };
}

async function walk(
  reader: ChainReader,
  keys: AuditKeys,
  head: SealedEnd | null,
  lastSeq: number,
  hashAt: Map<number, Buffer>,
): Promise<Verdict> {
  let end: ChainEnd = { seq: 0, hash: NO_HASH };
  const stop = (kind: BreakKind, seq: number): Verdict => ({
    entries: end.seq,
    end,
    problem: { seq, kind },
  });
  for (let after = BEFORE_ALL; ;) {
    const batch = await reader.after(after, BATCH);
    for (const record of batch) {
      if (record.seq > lastSeq) break;
      const seq = end.seq + 1;
      if (record.seq > seq) return stop('removed', seq);
      if (record.seq < seq) return stop('inserted', record.seq);
      const link = linkIn(reader.chain, keys, record, end.hash);
      if (link === null) return stop('key-missing', seq);
      if (record.hash === null || !isEqual(link, record.hash)) {
        return stop(await nameBreak(reader, keys, head, lastSeq, end, record), seq);
      }
      end = { seq, hash: link };
      if (hashAt.has(seq)) hashAt.set(seq, link);
    }
    after = batch.at(-1)?.seq ?? lastSeq;
    if (after >= lastSeq) return { entries: end.seq, end, problem: null };
  }
}

function linkIn(
  chain: string,
  keys: AuditKeys,
  record: ChainedRecord,
  previous: Buffer,
): Buffer | null {
  // An entry that names no key was never chained: its link is nothing that anybody could have written.
  if (record.keyId === null) return NO_HASH;
  return linkOf(keys, record.keyId, chain, record.seq, previous, record);
}

function problemOfHead(
  chain: string,
  keys: AuditKeys,
  head: SealedEnd | null,
  end: ChainEnd,
): ChainProblem | null {
  // Every chain begins with its account, or with the installation: one without a head was taken away.
  if (head === null)
    return end.seq === 0 ? { seq: 1, kind: 'cut' } : { seq: end.seq, kind: 'head-moved' };
  const mac = macOfHead(keys, head.keyId, chain, head);
  if (mac === null) return { seq: head.seq, kind: 'key-missing' };
  if (!isEqual(mac, head.mac)) return { seq: Math.min(head.seq, end.seq), kind: 'head-moved' };
  if (head.seq > end.seq) return { seq: end.seq + 1, kind: 'cut' };
  if (head.seq < end.seq || !isEqual(head.hash, end.hash))
    return { seq: head.seq, kind: 'head-moved' };
  return null;
}

/** Equal, without telling by the time it takes where two codes begin to differ. */
export function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
