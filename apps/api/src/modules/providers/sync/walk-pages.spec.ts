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

it('fetches the next page while this one is written, and never a third', async () => {
  const story: string[] = [];
  let fetching = 0;
  await walkPages<number>(
    null,
    async (cursor) => {
      story.push(`ask ${at(cursor)}`);
      fetching += 1;
      return { askedAt, page: page(at(cursor), 3) };
    },
    async ({ page: { records } }) => {
      await Promise.resolve();
      story.push(`write ${records[0]}`);
      expect(fetching - records[0]!).toBeLessThanOrEqual(1);
    },
  );
  expect(story).toEqual(['ask 1', 'ask 2', 'write 1', 'ask 3', 'write 2', 'write 3']);
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
  expect(asked).toEqual([1, 2]);
});
