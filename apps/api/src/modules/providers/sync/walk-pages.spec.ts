import { expect, it } from '@jest/globals';
import type { Page } from '@invoicetracker/provider-kit';

import { walkPages } from './walk-pages.js';

const page = (number: number, last: number): Page<number> => ({
  records: [number],
  setAside: [],
  nextCursor: number === last ? null : { at: number + 1 },
  total: last,
  collection: 'numbers',
  sequenceRange: { afterExclusive: null, throughInclusive: null },
  isFilterHonoured: true,
});
const askedAt = new Date(0);
const at = (cursor: { at?: unknown } | null) => (cursor === null ? 1 : Number(cursor.at));

it('writes every page once and in order', async () => {
  const written: number[] = [];
  await walkPages<number>(
    null,
    async (cursor) => ({ askedAt, page: page(at(cursor), 4) }),
    async ({ page: { records } }) => void written.push(...records),
  );
  expect(written).toEqual([1, 2, 3, 4]);
});

it('fetches the next two pages while this one is written, one after the other, and never a fourth', async () => {
  const story: string[] = [];
  let [fetched, fetching] = [0, 0];
  await walkPages<number>(
    null,
    async (cursor) => {
      story.push(`ask ${at(cursor)}`);
      fetching += 1;
      expect(fetching).toBe(1);
      await Promise.resolve();
      fetching -= 1;
      fetched += 1;
      return { askedAt, page: page(at(cursor), 5) };
    },
    async ({ page: { records } }) => {
      await new Promise(setImmediate);
      story.push(`write ${records[0]}`);
      expect(fetched - records[0]!).toBeLessThanOrEqual(2);
    },
  );
  expect(story.slice(0, 5)).toEqual(['ask 1', 'ask 2', 'ask 3', 'write 1', 'ask 4']);
  expect(story.slice(-3)).toEqual(['write 3', 'write 4', 'write 5']);
});

it('keeps the page it has when the next one fails', async () => {
  const written: number[] = [];
  const walk = walkPages<number>(
    null,
    async (cursor) => {
      if (cursor !== null) throw new Error('cut off');
      return { askedAt, page: page(1, 2) };
    },
    async ({ page: { records } }) => void written.push(...records),
  );
  await expect(walk).rejects.toThrow('cut off');
  expect(written).toEqual([1]);
});

it('goes no further when a page cannot be written', async () => {
  const asked: number[] = [];
  const walk = walkPages<number>(
    null,
    async (cursor) => {
      asked.push(at(cursor));
      return { askedAt, page: page(at(cursor), 9) };
    },
    async () => {
      throw new Error('disk full');
    },
  );
  await expect(walk).rejects.toThrow('disk full');
  await new Promise(setImmediate);
  expect(asked.length).toBeLessThanOrEqual(3);
});
