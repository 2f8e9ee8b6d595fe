import type { AuditKeys } from '../../src/platform/audit/audit-keys.js';
import type { ChainedRecord } from '../../src/platform/audit/audit-record.js';
import type { ChainReader, Checkpoint, SealedEnd } from '../../src/platform/audit/chain-reader.js';
import { linkOf, macOfCheckpoint, macOfHead, NO_HASH } from '../../src/platform/audit/links.js';

/** A chain in memory, with the hands of somebody who may write everything but has no key. */
export class MemoryChain implements ChainReader {
  readonly chain = '019e0000-0000-7000-8000-000000000001';
  rows: ChainedRecord[] = [];
  head: SealedEnd | null = null;
  readonly stored: Checkpoint[] = [];

  static of(keys: AuditKeys, length: number): MemoryChain {
    const chain = new MemoryChain();
    chain.append(keys, length);
    return chain;
  }

  append(keys: AuditKeys, count: number): void {
    const keyId = keys.newestKeyId;
    for (let index = 0; index < count; index += 1) {
      const seq = this.rows.length + 1;
      const record = {
        at: new Date(Date.UTC(2026, 5, 1) + seq * 1000),
        actorKind: 'user' as const,
        actorId: '019e0000-0000-7000-8000-0000000000aa',
        actorName: 'Anna',
        action: 'case.held',
        objectKind: 'case',
        objectId: `case-${seq}`,
        before: { isHeld: false },
        after: { isHeld: true, note: `nr ${seq}` },
        ip: '192.0.2.1',
        userAgent: 'test',
        requestId: `request-${seq}`,
      };
      const hash = linkOf(keys, keyId, this.chain, seq, this.rows.at(-1)?.hash ?? NO_HASH, record)!;
      this.rows.push({ ...record, seq, keyId, hash });
    }
    const end = { seq: this.rows.length, hash: this.rows.at(-1)?.hash ?? NO_HASH };
    this.head = { ...end, keyId, mac: macOfHead(keys, keyId, this.chain, end)! };
  }

  /** Writes the day's checkpoint. */
  writeDown(keys: AuditKeys, onDay: string): void {
    const { seq, hash, keyId } = this.head!;
    const mac = macOfCheckpoint(keys, keyId, this.chain, onDay, { seq, hash })!;
    this.stored.push({ onDay, seq, hash, keyId, mac });
  }

  renumber(): void {
    this.rows = this.rows.map((row, index) => ({ ...row, seq: index + 1 }));
  }

  swap(one: number, other: number, isLinkMoved: boolean): void {
    const [a, b] = [this.rows[one - 1]!, this.rows[other - 1]!];
    this.rows[one - 1] = { ...b, seq: one, ...(isLinkMoved ? {} : { hash: a.hash }) };
    this.rows[other - 1] = { ...a, seq: other, ...(isLinkMoved ? {} : { hash: b.hash }) };
  }

  attack(kind: 'drop' | 'swap' | 'copy' | 'edit' | 'cut', at: number, to: number): void {
    const length = this.rows.length;
    if (length === 0) return;
    const [one, other] = [at % length, to % length];
    if (kind === 'drop') this.rows.splice(one, 1);
    if (kind === 'swap') this.swap(one + 1, other + 1, to % 2 === 0);
    if (kind === 'copy') this.rows.splice(one, 0, this.rows[other]!);
    if (kind === 'edit') this.rows[one] = { ...this.rows[one]!, after: { note: 'other' } };
    if (kind === 'cut') this.rows.splice(one);
  }

  /** Says that the chain ends where it now does; the code is the old one, for nobody can make a new one. */
  moveHeadToLast(): void {
    const last = this.rows.at(-1);
    if (last === undefined) this.head = null;
    else this.head = { ...this.head!, seq: last.seq, hash: last.hash! };
  }

  end() {
    return Promise.resolve({
      head: this.head,
      lastSeq: Math.max(0, ...this.rows.map((row) => row.seq)),
    });
  }

  after(seq: number, limit: number) {
    return Promise.resolve(
      this.rows
        .filter((row) => row.seq > seq)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
    );
  }

  checkpoints() {
    return Promise.resolve(this.stored);
  }
}
