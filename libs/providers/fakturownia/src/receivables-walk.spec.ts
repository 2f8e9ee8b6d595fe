import { addDays, localDate } from '@invoicetracker/calendar';
import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';
import { walkPages } from '@invoicetracker/provider-kit/conformance';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { issued, type Listing, listing } from '../test/listing.js';
import { fakturownia } from './capabilities.js';

const DUE_UNTIL = localDate('2026-12-31');
const START = localDate('2026-01-01');
const day = (offset: number) => addDays(START, offset);

function pass(list: Listing, between?: (page: Page<InvoiceRecord>) => void) {
  const context = listing(list);
  const pages = walkPages(
    (cursor) => fakturownia.listOpenReceivables(context, { dueUntil: DUE_UNTIL }, cursor),
    between,
  );
  return { context, pages };
}

async function idsOf(pages: Promise<Page<InvoiceRecord>[]>): Promise<string[]> {
  return (await pages).flatMap(({ records }) => records).map(({ externalId }) => externalId);
}

/** So many invoices on each of these days, with rising ids. */
function book(...counts: readonly number[]): ReturnType<typeof issued>[] {
  let id = 1000;
  return counts.flatMap((count, offset) =>
    Array.from({ length: count }, () => issued((id += 1), day(offset))),
  );
}
const ids = (rows: readonly { id?: unknown }[]) => rows.map(({ id }) => String(id)).sort();

describe('a walk by the days of issue', () => {
  it.each([
    ['nothing at all', book(), 2],
    ['less than a page', book(5, 5), 3],
    ['exactly a page', book(60, 40), 3],
    ['many days', book(...Array.from({ length: 40 }, () => 10)), 6],
    ['days that are cut by the end of a page', book(70, 70, 70), 4],
    ['a day of more than a page', book(10, 250, 10), 8],
  ])('finds %s once', async (_, rows, requests) => {
    const { context, pages } = pass({ rows });
    expect((await idsOf(pages)).sort()).toEqual(ids(rows));
    expect((await pages).every(({ isFilterHonoured }) => isFilterHonoured)).toBe(true);
    expect(context.requests()).toBe(requests);
  });

  it('finds everything that stays, whatever is deleted and whichever answer is cut off meanwhile', async () => {
    const counts = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 8 });
    const event = fc.record({
      request: fc.integer({ min: 0, max: 12 }),
      kept: fc.integer({ min: 0, max: 99 }),
    });
    const deleted = fc.array(fc.nat(1000), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(counts, fc.option(event), deleted, async (perDay, hiccup, gone) => {
        const all = book(...perDay);
        const lost = new Set(gone.map((place) => all[place % Math.max(1, all.length)]));
        const list: Listing = {
          rows: [...all],
          disturb: (rows, request) =>
            request === hiccup?.request ? rows.slice(0, hiccup.kept) : rows,
        };
        const queue = [...lost];
        const { pages } = pass(list, () => {
          const next = queue.splice(0, 3);
          list.rows = list.rows.filter((row) => !next.includes(row));
        });
        const found = new Set(await idsOf(pages));
        const missed = all.filter((row) => !lost.has(row) && !found.has(String(row['id'])));
        expect(missed).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('goes through with a provider that gives fewer rows than it is asked for', async () => {
    const rows = book(...Array.from({ length: 10 }, () => 9));
    const { pages } = pass({ rows, largestPage: 40 });
    expect([...new Set(await idsOf(pages))].sort()).toEqual(ids(rows));
  });

  it.each([
    ['date_from leaves its own day out', { isFromExclusive: true }, book(80, 80)],
    ['date_to leaves its own day out', { isUntilExclusive: true }, book(150)],
  ])('reads the whole list when %s', async (_, meaning, rows) => {
    const { pages } = pass({ rows, ...meaning });
    expect([...new Set(await idsOf(pages))].sort()).toEqual(ids(rows));
    expect((await pages).some(({ isFilterHonoured }) => !isFilterHonoured)).toBe(true);
  });

  it('ends with a word about it when the same page comes for ever', async () => {
    const rows = book(150);
    const first = rows.slice(0, 100);
    await expect(pass({ rows, disturb: () => first }).pages).rejects.toMatchObject({
      actor: 'retry',
      code: 'answer-unexpected',
    });
  });
});

it('never takes a cost for a claim: there the client is ourselves', async () => {
  const rows = [issued(1, day(0)), issued(2, day(0), { income: false })];
  const { pages } = pass({ rows });
  expect(await idsOf(pages)).toEqual(['1']);
  expect((await pages).every(({ setAside }) => setAside.length === 0)).toBe(true);
});

it('keeps the unreadable row of a day that is cut off for the page that has it whole', async () => {
  const rows = book(70, 70);
  rows[99] = { ...rows[99], price_gross: 'x' };
  const { pages } = pass({ rows });
  const asides = (await pages).flatMap(({ setAside }) => setAside);
  expect(asides.map(({ externalId }) => externalId)).toEqual([String(rows[99]?.['id'])]);
});
