import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';

let product: Product;
let firm: Firm;
let viewer: Caller;
beforeAll(async () => {
  product = await Product.start();
  firm = await Firm.make(product, 'Firma', [
    { userId: await product.user('viewer-wiktor'), role: 'viewer' },
  ]);
  viewer = await product.signedIn('viewer-wiktor');
});
afterAll(() => product.close());

const denials = (table: string) =>
  product.owner
    .query(
      `select actor_name, object_id, after, ip from ${table} where action = 'access.denied' order by seq`,
    )
    .then((result) => result.rows as unknown[]);

it('O02 notes in the account what a member was refused, once a minute', async () => {
  for (let count = 0; count < 5; count += 1)
    expect((await viewer('GET', `/accounts/${firm.accountId}/audit`)).status).toBe(403);
  expect(await denials('audit_entries')).toEqual([
    {
      actor_name: 'viewer-wiktor',
      object_id: firm.accountId,
      after: { operation: 'GET /api/v1/accounts/:accountId/audit', code: 'role-not-allowed' },
      ip: '127.0.0.1',
    },
  ]);
});

it('O02 notes in the installation who reached for a foreign account or for its own operations', async () => {
  const foreign = await Firm.make(product, 'Obca');
  expect((await viewer('GET', `/accounts/${foreign.accountId}/cases`)).status).toBe(404);
  expect((await viewer('GET', '/admin/audit')).status).toBe(403);
  expect(await denials('instance_audit_entries')).toMatchObject([
    { actor_name: 'viewer-wiktor', object_id: foreign.accountId, after: { code: 'not-found' } },
    { object_id: null, after: { operation: 'GET /api/v1/admin/audit', code: 'role-not-allowed' } },
  ]);
  expect(
    await foreign.rows(
      "select 1 from audit_entries where account_id = $1 and action = 'access.denied'",
    ),
  ).toEqual([]);
});
