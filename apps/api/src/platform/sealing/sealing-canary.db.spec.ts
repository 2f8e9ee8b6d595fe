import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Product } from '../../../test/support/product.js';
import { Clock } from '../clock/clock.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { Sealer } from './sealer.js';
import { SealingCanary } from './sealing-canary.js';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.close());

const key = () => randomBytes(32).toString('base64');
const startWith = async (keys: string) =>
  new SealingCanary(await product.get(Tenancy), new Sealer(keys), new Clock(null)).onModuleInit();

it('C02 starts again with the same key, and with a newer one in front of it', async () => {
  const old = key();
  await startWith(`a1:${old}`);
  await startWith(`a1:${old}`);
  await startWith(`a2:${key()},a1:${old}`);
});

it('C02 refuses to start with another key under the same name', async () => {
  await startWith(`b1:${key()}`);
  await expect(startWith(`b1:${key()}`)).rejects.toThrow(
    '"b1" is not the key that sealed the secrets of this database',
  );
});
