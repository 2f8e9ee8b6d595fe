import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { Transaction } from '../../../platform/database/transaction.js';
import { BATCH_CASES } from '../client-batches.js';

const CASES = 20_000;
const CLIENTS = 2_000;

describe(`the forecast of a firm with ${CASES} cases`, () => {
  let product: Product;
  let call: Caller;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-03-12T06:00:00Z');
    const userId = await product.user('anna');
    const firm = await Firm.make(product, 'Duża firma', [{ userId, role: 'admin' }]);
    await firm.rows('update accounts set daily_notice_cap = 100000 where id = $1');
    await firm.rows(
      `insert into clients (account_id, id, name, kind, country, language, email_text, created_at, updated_at)
       select $1, md5('client' || n)::uuid, 'Klient ' || n, 'business', 'PL', 'pl', '', $3, $3 from generate_series(1, $2::int) n`,
      CLIENTS,
      product.clock.now(),
    );
    await firm.rows(
      `insert into client_contacts (account_id, client_id, email, source, position, created_at)
       select $1, id, 'k@' || left(id::text, 8) || '.example', 'provider', 0, $2 from clients where account_id = $1`,
      product.clock.now(),
    );
    await firm.rows(
      `insert into invoices (account_id, kind, number, client_id, currency, net_minor, tax_minor, gross_minor, issued_on, due_on, legal_due_on, is_draft, created_at, updated_at)
       select $1, 'invoice', 'FV/' || n, md5('client' || 1 + n % $3::int)::uuid, 'PLN', 10000, 2300, 12300, '2026-02-20', '2026-03-09', '2026-03-09', false, $4, $4
         from generate_series(1, $2::int) n`,
      CASES,
      CLIENTS,
      product.clock.now(),
    );
    await firm.settle('2026-03-12');
    call = await product.signedIn('anna');
    url = `/accounts/${firm.accountId}/forecast`;
  });
  afterAll(() => product.close());

  it('counts all of them, and no answer of the database is longer than a batch', async () => {
    const asked = jest.spyOn(Transaction.prototype, 'query');
    const { status, body } = await call('GET', url);
    const answers = await Promise.all(
      asked.mock.results.map(({ value }) => value as Promise<readonly object[]>),
    );
    asked.mockRestore();
    expect([status, body.clients]).toEqual([200, CLIENTS]);
    expect(body.days[0]).toMatchObject({
      on: '2026-03-16',
      notices: CLIENTS,
      totals: [{ amount: '2460000.00', currency: 'PLN' }],
    });
    const lengths = answers.map((rows) => rows.length);
    expect(Math.max(...lengths)).toBe(BATCH_CASES);
    expect(lengths.filter((length) => length === BATCH_CASES)).toHaveLength(CASES / BATCH_CASES);
  });
});
