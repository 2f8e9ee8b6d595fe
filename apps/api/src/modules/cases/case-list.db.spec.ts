import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';

const TODAY = '2026-06-01';

describe('the list of cases', () => {
  let product: Product;
  let firm: Firm;
  let call: Caller;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set(`${TODAY}T10:00:00Z`);
    const userId = await product.user('anna');
    firm = await Firm.make(product, 'Firma', [{ userId, role: 'viewer' }]);
    for (const [index, name] of ['Łoś', 'Zebra', 'Alfa', 'beta', 'Ćma'].entries()) {
      const client = await firm.client(name, [`kontakt${index}@client.example`]);
      for (let number = 1; number <= 8; number += 1) {
        await firm.invoice(client, {
          number: `FV/${number}/${index}`,
          dueOn: `2026-0${1 + ((number + index) % 5)}-1${number % 3}`,
          gross: 1000 * ((number * 7 + index) % 5) + 500,
          currency: number === 8 ? 'EUR' : 'PLN',
        });
      }
    }
    await firm.settle(TODAY);
    const [paid] = await firm.rows<{ id: string; gross_minor: string }>(
      "select id, gross_minor from invoices where account_id = $1 and number = 'FV/1/0'",
    );
    await firm.pay(paid!.id, Number(paid!.gross_minor), '2026-05-20');
    await firm.settle(TODAY);
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const list = (query = '') => call('GET', `/accounts/${firm.accountId}/cases${query}`);

  const all = async (query: string): Promise<string[]> => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`?${query}${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((row: { id: string }) => row.id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    return seen;
  };

  it('shows every case exactly once, whatever the sort and the size of the page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('daysPastDue', 'number', 'amount', 'client', 'nextOn'),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (sort, isDescending, limit) => {
          const seen = await all(`sort=${isDescending ? '-' : ''}${sort}&limit=${limit}`);
          expect(seen).toHaveLength(39);
          expect(new Set(seen).size).toBe(39);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('turns a sort round exactly', async () => {
    for (const sort of ['daysPastDue', 'number', 'amount', 'client']) {
      expect(await all(`sort=-${sort}&limit=7`)).toEqual(
        (await all(`sort=${sort}&limit=200`)).reverse(),
      );
    }
  });

  it('begins with the longest overdue, and counts when asked', async () => {
    const { body } = await list('?limit=2&total=true');
    expect(body).toMatchObject({ total: 39, isTotalCapped: false });
    expect(body.items[0]).toMatchObject({ dueOn: '2026-01-10', daysPastDue: 142, state: 'active' });
  });

  it.each([
    ['?q=%C5%82o%C5%9B', 7],
    ['?q=kontakt2%40client', 8],
    ['?q=FV%2F3%2F', 5],
    ['?q=1234563218', 39],
    ['?q=%25', 0],
    ['?q=_', 0],
    ['?currency=EUR', 5],
    ['?minAmount=40.00&maxAmount=50', 8],
    ['?minDaysPastDue=100', 15],
    ['?dueFrom=2026-03-01&dueTo=2026-03-31', 8],
    ['?stage=none', 39],
    ['?stage=demand', 0],
    ['?state=closed', 1],
  ])('filters %s', async (query, expected) => {
    expect((await list(`${query}&total=true`)).body.total).toBe(expected);
  });

  it('opens a closed case like an active one', async () => {
    const closed = (await list('?state=closed&sort=-closedOn')).body.items[0];
    const { status, body } = await call('GET', `/accounts/${firm.accountId}/cases/${closed.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'closed',
      closedReason: 'paid',
      plan: [],
      invoice: { number: 'FV/1/0', balance: { amount: '0.00', currency: 'PLN' } },
    });
    expect(body.timeline.map((event: { kind: string }) => event.kind)).toEqual([
      'closed',
      'opened',
    ]);
  });

  it('says what comes next, when and why', async () => {
    const row = (await list('?sort=number&limit=1')).body.items[0];
    const { body } = await call('GET', `/accounts/${firm.accountId}/cases/${row.id}`);
    expect(body.plan[0]).toEqual({
      on: TODAY,
      stageKey: 'overdue-notice',
      audience: 'client',
      instalmentOn: null,
      reason: 'due',
    });
    expect(body.plan.map((step: { stageKey: string }) => step.stageKey)).toEqual([
      'overdue-notice',
      'demand',
      'hand-over-notice',
      'hand-over',
    ]);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=201', 'limit'],
    ['?limit=ten', 'limit'],
    ['?sort=password', 'sort'],
    ['?state=open', 'state'],
    ['?sort=closedOn', 'sort'],
    ['?client=5', 'client'],
    ['?minAmount=1,5', 'minAmount'],
    ['?dueFrom=2026-02-30', 'dueFrom'],
    ['?cursor=abc', 'cursor'],
    ['?cursor=WyJudW1iZXIiLCJ4Il0', 'cursor'],
    ['?stage=a%20b', 'stage'],
    ['?accountId=5', 'accountId'],
    ['?q=', 'q'],
  ])('refuses %s and names the field', async (query, field) => {
    const { status, headers, body } = await list(query);
    expect(status).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors[0].field).toBe(field);
  });

  it('refuses a cursor of another sort', async () => {
    const { body } = await list('?limit=1&sort=number');
    expect((await list(`?limit=1&sort=amount&cursor=${body.nextCursor}`)).status).toBe(400);
  });
});
