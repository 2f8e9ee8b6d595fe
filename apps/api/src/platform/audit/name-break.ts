import type { AuditKeys } from './audit-keys.js';
import type { ChainedRecord } from './audit-record.js';
import type { ChainReader, SealedEnd } from './chain-reader.js';
import { type ChainEnd, linkOf, macOfHead, NO_HASH } from './links.js';

/** How far around a break entries are tried in each other's place. */
const NEAR = 16;
/** Entries that may have been inserted or taken out, with all later ones renumbered, to be called that. */
const SHIFT = 200;
const BATCH = 2000;

type Broken = 'changed' | 'removed' | 'inserted' | 'reordered';

/**
 * Says what was done to the first entry that does not verify. That it is broken is certain; the name is the
 * simplest story that the codes of its neighbours confirm, and `changed` where none does.
 *
 * @param sound where the verified part ends; the broken entry is the next
 */
export async function nameBreak(
  reader: ChainReader,
  keys: AuditKeys,
  head: SealedEnd | null,
  lastSeq: number,
  sound: ChainEnd,
  broken: ChainedRecord,
): Promise<Broken> {
  const near = await reader.after(broken.seq - NEAR - 1, NEAR + SHIFT);
  const isPlaced = (record: ChainedRecord, seq: number, previous: Buffer): boolean =>
    record.keyId !== null &&
    record.hash !== null &&
    linkOf(keys, record.keyId, reader.chain, seq, previous, record)?.equals(record.hash) === true;

  const home = await findHome(reader, keys, near, sound, broken);
  if (home !== null && !home.isCopy) return 'reordered';
  const later = near.filter((record) => record.seq > broken.seq);
  if (later.some((record) => isPlaced(record, broken.seq, sound.hash))) return 'inserted';
  const next = later[0];
  if (
    next !== undefined &&
    broken.hash !== null &&
    range(1, SHIFT).some((gone) => isPlaced(next, next.seq + gone, broken.hash!))
  )
    return 'removed';
  const endSeq = head !== null && isOwn(keys, reader.chain, head) ? head.seq : null;
  if (endSeq !== null && broken.seq === lastSeq && lastSeq < endSeq) return 'removed';
  if (endSeq !== null && broken.seq > endSeq) return 'inserted';
  return 'changed';
}

function isOwn(keys: AuditKeys, chain: string, head: SealedEnd): boolean {
  return macOfHead(keys, head.keyId, chain, head)?.equals(head.mac) === true;
}

/** Looks for the place an entry was written for: near by in any order, then along the whole chain. */
async function findHome(
  reader: ChainReader,
  keys: AuditKeys,
  near: readonly ChainedRecord[],
  sound: ChainEnd,
  broken: ChainedRecord,
): Promise<{ isCopy: boolean } | null> {
  if (broken.keyId === null) return null;
  const linkAt = (seq: number, previous: Buffer, record = broken) =>
    linkOf(keys, record.keyId ?? '', reader.chain, seq, previous, record);
  const around = near.filter((record) => record.seq <= broken.seq + NEAR);
  const befores = [NO_HASH, sound.hash, ...around.flatMap(({ hash }) => hash ?? [])];
  for (const place of around) {
    for (const previous of befores) {
      if (place.seq === broken.seq) continue;
      const link = linkAt(place.seq, previous);
      if (link === null || !(isLink(link, place) || isLink(link, broken))) continue;
      return { isCopy: around.some((other) => isTwin(other, place.seq, previous, link)) };
    }
  }
  let previous: Buffer | null = NO_HASH;
  for (let after = 0; ;) {
    const batch = await reader.after(after, BATCH);
    if (batch.length === 0) return null;
    for (const place of batch) {
      if (previous !== null && place.seq !== broken.seq) {
        const link = linkAt(place.seq, previous);
        if (link !== null && (isLink(link, place) || isLink(link, broken)))
          return { isCopy: isTwin(place, place.seq, previous, link) };
      }
      previous = place.hash;
    }
    after = batch.at(-1)!.seq;
  }

  /** Another row that says the same at the same place: the broken one is a copy of it. */
  function isTwin(other: ChainedRecord, seq: number, before: Buffer, link: Buffer): boolean {
    return other.seq !== broken.seq && linkAt(seq, before, other)?.equals(link) === true;
  }
}

function isLink(link: Buffer, record: ChainedRecord): boolean {
  return record.hash !== null && link.equals(record.hash);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_unused, index) => from + index);
}
