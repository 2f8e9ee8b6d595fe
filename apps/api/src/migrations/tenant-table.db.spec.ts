import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../test/factories/firm.js';
import { Product } from '../../test/support/product.js';

describe('the tables behind the tenant wall', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  it('are read by their whole key even for a firm that has come since they were last analysed', async () => {
    const old = await Firm.make(product, 'Stara Firma');
    const client = await old.client('Alfa');
    for (let n = 0; n < 60; n += 1) {
      await old.invoice(client, { number: `FV/${n}`, dueOn: '2026-03-01' });
    }
    await old.settle('2026-03-01');
    await product.owner.query('analyze');
    const { rows } = await product.owner.query<{ n_distinct: number; most_common_vals: unknown }>(
      `select distinct n_distinct, most_common_vals::text from pg_stats
        where schemaname = 'public' and attname = 'account_id'
          and tablename in (select tablename from pg_policies where policyname like '%\\_of\\_account')`,
    );
    expect(rows).toEqual([{ n_distinct: 4, most_common_vals: null }]);
    const plan = await product.owner.query<{ 'QUERY PLAN': string }>(
      `explain select 1 from cases c left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id
        where c.account_id = '9f3b0f5d-51b2-4b0f-8d4f-111111111111'`,
    );
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Join Filter');
  });
});
