import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';

import { vanish } from '../books/vanish.js';
import type { BooksControl } from '../control/books-control.js';
import { openJournal } from '../journal.js';
import { openPlayer } from '../open-player.js';
import type { Player } from '../player.js';
import { jsonAnswer } from './answer.js';
import { type FaultOrder, ROW_FAULTS } from './fault-book.js';
import { disturbedPage, spoiltRows } from './page-faults.js';

const KEY = 'sandbox-frame';
const PAGE = 10;

/** The shortest player there can be: pages of documents, and one of them. */
const player: Player = {
  country: 'HU',
  wire: ({ books, faults, clock }) => ({
    base: '/plain/v1',
    refusals: {
      unauthorized: jsonAnswer(401, { error: 'who are you' }),
      tooManyRequests: jsonAnswer(429, { error: 'slower' }),
      failure: (status) => jsonAnswer(status, { error: 'broken' }),
    },
    ratePlan: { rules: [{ windowMs: 60_000, requests: 20 }] },
    saysRetryAfter: true,
    secrets: ['x-key', 'token'],
    keyOf: ({ headers, query }) => (headers['x-key'] ?? query.token) as string | undefined,
    answer: (request) => {
      const opened = books.find(request.key);
      if (opened === null) return jsonAnswer(401, { error: 'who are you' });
      const [, id] = request.path.slice(1).split('/');
      if (id !== undefined) {
        const document = opened.document(Number(id));
        return document === undefined ? jsonAnswer(404, {}) : jsonAnswer(200, document);
      }
      const fault = faults.take(request.path, ROW_FAULTS);
      const matching = opened.remembered('open', () =>
        opened.documents().filter(({ payments }) => payments.length === 0),
      );
      const offset = Number(request.query.page ?? 0) * PAGE;
      const page = disturbedPage(
        { matching, all: () => opened.documents() },
        { offset, limit: PAGE },
        fault,
      );
      const rows = page.rows.map(({ id: row, currency, updatedAt }) => ({
        id: row,
        currency,
        changed: new Date(Date.parse(updatedAt) + request.aheadMs).toISOString(),
      }));
      vanish(books, request.key, page.rows[0], fault, clock);
      const spoilt = spoiltRows(rows, fault, {
        'wrong-currency': { currency: 'FT' },
        'bad-row': { id: null },
      });
      return jsonAnswer(200, { total: page.total, rows: spoilt });
    },
  }),
};

let app: FastifyInstance;
let control: BooksControl;
let url = '';

beforeEach(async () => {
  app = fastify({ forceCloseConnections: true });
  const clock = () => new Date('2026-03-10T09:00:00Z');
  control = openPlayer(
    {
      app,
      clock,
      journal: openJournal(null, {
        startDay: '2026-03-10',
        seed: 's',
        invoices: 60,
        mix: 'lifelike',
      }),
      monotonic: () => 0,
      limits: true,
      url: () => url,
    },
    'plain',
    player,
  );
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => app.close());

const ask = (path: string) => fetch(control.baseUrl + path, { headers: { 'x-key': KEY } });
const fault = (kind: FaultOrder['kind'], more: Partial<FaultOrder> = {}) =>
  control.fault({ match: '^/documents$', kind, ...more });

interface Page {
  total: number;
  rows: { id: number; currency: string; changed: string }[];
}

async function page(number = 0): Promise<Page> {
  return (await (await ask(`/documents?page=${number}`)).json()) as Page;
}

const statuses = async (count: number) => {
  const seen: number[] = [];
  for (let i = 0; i < count; i += 1) seen.push((await ask('/documents')).status);
  return seen;
};

it('says for how long its limit is used up', async () => {
  expect((await statuses(21)).slice(-2)).toEqual([200, 429]);
  expect((await ask('/documents')).headers.get('retry-after')).toBe('60');
});

it('keeps what opens books out of the log, wherever it stands', async () => {
  await ask('/documents?page=1');
  await fetch(`${control.baseUrl}/documents?token=${KEY}&page=2`);
  expect(control.requests().recent.map(({ query }) => query)).toEqual(['page=1', 'page=2']);
  expect(JSON.stringify(control.requests())).not.toContain(KEY);
});

describe('faults of any provider', () => {
  it('come in a burst of different failures', async () => {
    fault('5xx-burst');
    expect(await statuses(5)).toEqual([500, 502, 503, 504, 200]);
  });

  it('begin after as many requests as told: a key dies half way and stays dead', async () => {
    fault('expired-key', { after: 2 });
    expect(await statuses(4)).toEqual([200, 200, 401, 401]);
    control.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });

  it('may say when to come back as a date', async () => {
    fault('429-retry-date');
    expect((await ask('/documents')).headers.get('retry-after')).toBe(
      'Tue, 10 Mar 2026 09:00:01 GMT',
    );
  });

  it('report an error with HTTP 200', async () => {
    fault('error-200');
    const response = await ask('/documents');
    expect([response.status, await response.json()]).toEqual([200, { error: 'internal error' }]);
  });

  it('keep silent and hang up', async () => {
    fault('silence', { delayMs: 10 });
    await expect(ask('/documents')).rejects.toThrow();
  });

  it('send the page before once more', async () => {
    const first = await page(0);
    fault('repeat-page');
    expect(await page(1)).toEqual(first);
    expect(await page(1)).not.toEqual(first);
  });

  it('let the clock run an hour ahead, in the header and in the rows', async () => {
    const right = await page();
    fault('clock-ahead');
    const response = await ask('/documents');
    expect(response.headers.get('date')).toBe('Tue, 10 Mar 2026 10:00:00 GMT');
    const wrong = (await response.json()) as Page;
    expect(
      Date.parse(wrong.rows[0]?.changed ?? '') - Date.parse(right.rows[0]?.changed ?? ''),
    ).toBe(3_600_000);
  });
});

describe('faults in the rows', () => {
  it.each([
    ['empty-page', (wrong: Page) => wrong.rows, []],
    ['wrong-currency', (wrong: Page) => wrong.rows[0]?.currency, 'FT'],
    ['bad-row', (wrong: Page) => wrong.rows[0]?.id, null],
    ['wrong-types', (wrong: Page) => typeof wrong.rows[0]?.id, 'object'],
  ] as const)('%s', async (kind, seen, expected) => {
    const right = await page(1);
    fault(kind);
    const wrong = await page(1);
    expect(seen(wrong)).toEqual(expected);
    expect(wrong.total).toBe(right.total);
    expect(await page(1)).toEqual(right);
  });

  it('come in another order, so that pages overlap', async () => {
    const last = control
      .documents(KEY)
      .filter(({ payments }) => payments.length === 0)
      .at(-1)?.id;
    fault('reorder');
    expect((await page()).rows[0]?.id).toBe(last);
  });

  it('ignore the filter', async () => {
    const { total } = await page();
    fault('ignore-filter');
    expect((await page()).total).toBeGreaterThan(total);
  });

  it('repeat some', async () => {
    fault('duplicate-rows');
    expect((await page()).rows).toHaveLength(PAGE + 3);
  });

  it('lose one between list and detail, so that the list shrinks', async () => {
    fault('vanish');
    const [first] = (await page()).rows;
    expect((await ask(`/documents/${first?.id ?? 0}`)).status).toBe(404);
    expect((await page()).rows[0]).not.toEqual(first);
  });
});
