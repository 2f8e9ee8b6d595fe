import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applyBookChange, type BookChange } from './book-change.js';
import { type BookDocument, openMinor, paidMinor, settledOn } from './book-document.js';
import { totalsOf } from './book-lines.js';
import { Books } from './books.js';
import type { BooksPlan } from './books-plan.js';

const plan = (more: Partial<BooksPlan> = {}): BooksPlan => ({
  key: 'sandbox-books',
  player: 'plain',
  seed: 'seed',
  country: 'PL',
  invoices: 400,
  mix: 'lifelike',
  startDay: '2026-03-10',
  ...more,
});
const AT = '2026-03-11T08:00:00.000Z';

describe.each(['PL', 'HU'] as const)('books in %s', (country) => {
  const books = new Books(plan({ country }));
  const documents = books.documents();

  it('hold every kind of document, ids rising and numbers unique', () => {
    expect(new Set(documents.map(({ kind }) => kind)).size).toBe(9);
    const ids = documents.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const numbers = documents.map(({ number }) => number).filter((number) => number !== null);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('add up: lines make the totals, and nobody pays more than is owed', () => {
    for (const document of documents) {
      expect(document).toMatchObject(totalsOf(books.linesOf(document)));
      if (document.payments.length > 0)
        expect(paidMinor(document)).toBeLessThanOrEqual(document.grossMinor);
    }
    expect(documents.some(({ payments }) => payments.length > 1)).toBe(true);
  });

  it('never split a forint', () => {
    const forints = documents.filter(({ currency }) => currency === 'HUF');
    expect(forints.length).toBeGreaterThan(0);
    expect(forints.filter(({ grossMinor }) => grossMinor % 100 !== 0)).toEqual([]);
  });

  it('mark what a cancellation takes back, to the last coin', () => {
    const cancellations = documents.filter(({ kind }) => kind === 'cancellation');
    expect(cancellations.length).toBeGreaterThan(0);
    for (const { correctsId, grossMinor } of cancellations) {
      const cancelled = books.document(correctsId as number);
      expect([cancelled?.isCancelled, cancelled?.grossMinor]).toEqual([true, -grossMinor]);
    }
  });

  it('are the same after every start, and other ones at another provider', () => {
    expect(new Books(plan({ country })).documents()).toEqual(documents);
    expect(new Books(plan({ country, player: 'other' })).documents()).not.toEqual(documents);
  });

  it('know clients with and without a tax number, with none and several addresses', () => {
    const clients = books.clients();
    expect(clients.some(({ isPerson, taxNumber }) => isPerson && taxNumber === null)).toBe(true);
    expect(new Set(clients.map(({ emails }) => emails.length))).toEqual(new Set([0, 1, 2]));
    expect(clients.some(({ isReminded }) => isReminded)).toBe(true);
    expect(clients.filter((client) => client.country === country).length).toBeGreaterThan(
      clients.length / 2,
    );
  });
});

describe('what happens to books', () => {
  const opened = () => new Books(plan({ mix: 'open', invoices: 20 }));

  it('is paid in parts, and settled by the last of them', () => {
    const books = opened();
    const { id, grossMinor } = books.documents()[0] as BookDocument;
    const pay = (amountMinor: number, paidOn: string) =>
      applyBookChange(books, { type: 'pay', id, at: AT, payment: { amountMinor, paidOn } });
    expect(settledOn(pay(100, '2026-03-09') as BookDocument)).toBeNull();
    expect(settledOn(pay(grossMinor - 100, '2026-03-11') as BookDocument)).toBe('2026-03-11');
    expect(() => pay(1, '2026-03-12')).toThrow('Only 0 is open');
    expect(books.document(id)?.updatedAt).toBe(AT);
  });

  it('is corrected by exactly the difference', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), (grossMinor) => {
        const books = opened();
        const { id } = books.documents()[0] as BookDocument;
        const change: BookChange = {
          type: 'correct',
          id,
          grossMinor,
          issuedOn: '2026-03-11',
          at: AT,
        };
        expect(applyBookChange(books, change)).toMatchObject({ grossMinor, correctsId: id });
      }),
    );
  });

  it('is cancelled once', () => {
    const books = opened();
    const { id, grossMinor } = books.documents()[0] as BookDocument;
    const change: BookChange = { type: 'cancel', id, issuedOn: '2026-03-11', at: AT };
    const cancellation = applyBookChange(books, change);
    expect(openMinor(cancellation as BookDocument)).toBe(-grossMinor);
    expect(books.document(id)?.isCancelled).toBe(true);
    expect(() => applyBookChange(books, change)).toThrow('cancelled already');
  });
});
