import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { MemoryChain } from '../../../test/support/memory-chain.js';
import { AuditKeys } from './audit-keys.js';
import type { ChainedRecord } from './audit-record.js';
import { verifyChain } from './verify-chain.js';

const key = () => randomBytes(32).toString('base64');
const keys = new AuditKeys(`a1:${key()}`);
const chainOf = (length: number) => MemoryChain.of(keys, length);
const problemOf = async (chain: MemoryChain) => (await verifyChain(chain, keys)).problem;

/** What a reader sees: rows in a table have no order but that of their numbers. */
const stateOf = ({ rows, head }: MemoryChain): string =>
  JSON.stringify([rows.toSorted((a, b) => a.seq - b.seq), head]);

describe('the audit chain', () => {
  it('O01 holds when nobody has touched it, empty or long', async () => {
    for (const length of [0, 1, 2, 3000]) {
      expect(await verifyChain(chainOf(length), keys)).toMatchObject({
        entries: length,
        problem: null,
      });
    }
  });

  it('O01 goes on under a newer key, and needs the older one to be verified', async () => {
    const old = key();
    const both = new AuditKeys(`a2:${key()},a1:${old}`);
    const chain = MemoryChain.of(new AuditKeys(`a1:${old}`), 5);
    chain.append(both, 5);
    expect((await verifyChain(chain, both)).problem).toBeNull();
    expect((await verifyChain(chain, new AuditKeys(`a2:${key()}`))).problem).toEqual({
      seq: 1,
      kind: 'key-missing',
    });
  });

  const changes: [string, (record: ChainedRecord) => ChainedRecord][] = [
    ['at', (record) => ({ ...record, at: new Date(record.at.getTime() + 1) })],
    ['actorKind', (record) => ({ ...record, actorKind: 'system' })],
    ['actorId', (record) => ({ ...record, actorId: null })],
    ['actorName', (record) => ({ ...record, actorName: 'Somebody else' })],
    ['action', (record) => ({ ...record, action: 'case.opened' })],
    ['objectKind', (record) => ({ ...record, objectKind: 'client' })],
    ['objectId', (record) => ({ ...record, objectId: 'other' })],
    ['before', (record) => ({ ...record, before: { amount: '1.00' } })],
    ['after', (record) => ({ ...record, after: null })],
    ['ip', (record) => ({ ...record, ip: '203.0.113.9' })],
    ['userAgent', (record) => ({ ...record, userAgent: 'x' })],
    ['requestId', (record) => ({ ...record, requestId: null })],
    ['hash', (record) => ({ ...record, hash: randomBytes(32) })],
    ['keyId', (record) => ({ ...record, keyId: null })],
  ];
  it.each(changes)('O01 finds a changed %s', async (_field, change) => {
    for (const seq of [1, 4, 9]) {
      const chain = chainOf(9);
      chain.rows[seq - 1] = change(chain.rows[seq - 1]!);
      expect(await problemOf(chain)).toEqual({ seq, kind: 'changed' });
    }
  });

  it('O01 finds a removed entry, also when the later ones were renumbered', async () => {
    for (const seq of [1, 4, 8]) {
      const gap = chainOf(9);
      gap.rows.splice(seq - 1, 1);
      expect(await problemOf(gap)).toEqual({ seq, kind: 'removed' });
      const closed = chainOf(9);
      closed.rows.splice(seq - 1, 1);
      closed.renumber();
      expect(await problemOf(closed)).toEqual({ seq, kind: 'removed' });
    }
  });

  it('O01 finds an inserted entry, also a copy of a real one', async () => {
    for (const seq of [1, 4, 9, 10]) {
      for (const from of [0, 8]) {
        const chain = chainOf(9);
        chain.rows.splice(seq - 1, 0, { ...chain.rows[from]!, hash: randomBytes(32) });
        chain.renumber();
        expect(await problemOf(chain)).toEqual({ seq, kind: 'inserted' });
      }
    }
  });

  it('O01 finds entries in another order, near and far apart, with or without their links', async () => {
    for (const [one, other] of [
      [1, 2],
      [4, 5],
      [3, 9],
      [2, 400],
    ] as const) {
      for (const isLinkMoved of [true, false]) {
        const chain = chainOf(500);
        chain.swap(one, other, isLinkMoved);
        expect(await problemOf(chain)).toEqual({ seq: one, kind: 'reordered' });
      }
    }
  });

  it('O01 finds the end cut off', async () => {
    for (const count of [1, 5, 8]) {
      const chain = chainOf(9);
      chain.rows.splice(9 - count);
      expect(await problemOf(chain)).toEqual({ seq: 10 - count, kind: 'cut' });
    }
    const all = chainOf(9);
    all.rows.splice(0);
    expect(await problemOf(all)).toEqual({ seq: 1, kind: 'cut' });
  });

  it('O01 finds the end cut off and the head moved back to it', async () => {
    const chain = chainOf(9);
    chain.rows.splice(6);
    chain.head = { ...chain.head!, seq: 6, hash: chain.rows[5]!.hash! };
    expect(await problemOf(chain)).toEqual({ seq: 6, kind: 'head-moved' });
    chain.head = null;
    expect(await problemOf(chain)).toEqual({ seq: 6, kind: 'head-moved' });
  });

  it('O01 finds an older state that was put back whole, by the day it was written down', async () => {
    const chain = chainOf(6);
    const older = { rows: [...chain.rows], head: chain.head };
    chain.append(keys, 3);
    chain.writeDown(keys, '2026-06-01');
    chain.rows = older.rows;
    chain.head = older.head;
    expect(await problemOf(chain)).toEqual({ seq: 7, kind: 'cut' });
  });

  it('O01 finds a changed checkpoint', async () => {
    const chain = chainOf(6);
    chain.writeDown(keys, '2026-06-01');
    chain.stored[0] = { ...chain.stored[0]!, seq: 4, hash: chain.rows[3]!.hash! };
    expect(await problemOf(chain)).toEqual({ seq: 4, kind: 'checkpoint-changed' });
  });

  it('O01 is never fooled by any mixture of attacks without the key', async () => {
    const attack = fc.oneof(
      fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), to: fc.nat() }),
      fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), to: fc.nat() }),
      fc.record({ kind: fc.constant('copy' as const), at: fc.nat(), to: fc.nat() }),
      fc.record({ kind: fc.constant('edit' as const), at: fc.nat(), to: fc.nat() }),
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), to: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(attack, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (length, attacks, isRenumbered, isHeadMoved) => {
          const chain = chainOf(length);
          const before = stateOf(chain);
          for (const { kind, at, to } of attacks) chain.attack(kind, at, to);
          if (isRenumbered) chain.renumber();
          if (isHeadMoved) chain.moveHeadToLast();
          const isUntouched = stateOf(chain) === before;
          expect((await problemOf(chain)) === null).toBe(isUntouched);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
