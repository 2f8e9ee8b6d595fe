import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Product } from '../../../test/support/product.js';
import { Clock } from '../clock/clock.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { Sealer } from './sealer.js';
import { SealingCanary } from './sealing-canary.js';
import { SealingUsage } from './sealing-usage.js';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.close());

const key = () => randomBytes(32).toString('base64');
const startWith = async (keys: string) => {
  const tenancy = await product.get(Tenancy);
  return new SealingCanary(
    tenancy,
    new Sealer(keys),
    new SealingUsage(tenancy),
    new Clock(null),
  ).onModuleInit();
};

it('C02 starts again with the same key, and with a newer one in front of it', async () => {
  const old = key();
  await startWith(`a1:${old}`);
  await startWith(`a1:${old}`);
  await startWith(`a2:${key()},a1:${old}`);
});

it('C02 refuses to start with another key under the same name, also behind the newest', async () => {
  await startWith(`b1:${key()}`);
  for (const keys of [`b1:${key()}`, `b2:${key()},b1:${key()}`]) {
    await expect(startWith(keys)).rejects.toThrow(
      '"b1" is not the key that sealed the secrets of this database',
    );
  }
});

it('C02 refuses to start without a key that still holds a secret, and says which', async () => {
  const firm = await Firm.make(product, 'Firma');
  const old = key();
  const id = randomUUID();
  const sealed = new Sealer(`c1:${old}`).seal('secret', {
    accountId: firm.accountId,
    table: 'connections',
    column: 'sealed_key',
    rowId: id,
  });
  await firm.rows(
    `insert into connections (account_id, id, provider, name, sealed_key, key_set_at, created_at, updated_at)
     values ($1, '${id}', 'infakt', 'inFakt', '${sealed}', now(), now(), now())`,
  );
  await startWith(`c2:${key()},c1:${old}`);
  await expect(startWith(`c2-alone:${key()}`)).rejects.toThrow(
    'a key is missing that still seals 1 of connections.sealed_key by "c1"',
  );
});
