import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';

describe('what a request costs the database', () => {
  let product: Product;
  let firm: Firm;
  let anna: Caller;
  const sent: string[] = [];
  const { query } = pg.Client.prototype;

  beforeAll(async () => {
    product = await Product.start({ RATE_LIMIT_READ: '600' });
    product.clock.set('2026-06-01T10:00:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna'), role: 'admin' },
    ]);
    anna = await product.signedIn('anna');
    pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
      const [statement] = words as [string | { text: string }];
      sent.push(typeof statement === 'string' ? statement : statement.text);
      return Reflect.apply(query, this, words);
    } as typeof query;
  });
  afterAll(async () => {
    pg.Client.prototype.query = query;
    await product.close();
  });

  it('is one round trip to admit it and four for its page, whether calls are counted in it or not', async () => {
    const counts: number[] = [];
    const counting: boolean[] = [];
    for (let request = 0; request < 14; request += 1) {
      sent.length = 0;
      expect((await anna('GET', `/accounts/${firm.accountId}/cases`)).status).toBe(200);
      counts.push(sent.length);
      counting.push(sent.some((statement) => statement.includes('system_take_calls')));
    }
    expect([...new Set(counts)]).toEqual([5]);
    // a fiftieth of the limit is taken at once: 12 calls
    expect(counting.filter(Boolean)).toHaveLength(2);
  });
});
