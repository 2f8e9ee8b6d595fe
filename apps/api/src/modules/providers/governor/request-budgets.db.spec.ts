import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Product } from '../../../../test/support/product.js';
import { Clock } from '../../../platform/clock/clock.js';
import { RequestBudgets } from './request-budgets.js';
import { RequestGovernor } from './request-governor.js';

const LIMITS = {
  read: { count: 60, perSeconds: 60 },
  write: { count: 1, perSeconds: 60 },
  document: { count: 12, perSeconds: 3600 },
};
const ACCOUNT = '018f0000-0000-7000-8000-000000000001';
const PATIENT = { maxWaitMs: 1000 };

let product: Product;
let budgets: RequestBudgets;
let governor: RequestGovernor;
beforeAll(async () => {
  product = await Product.start();
  budgets = await product.get(RequestBudgets);
  governor = await product.get(RequestGovernor);
});
afterAll(() => product.close());

const wayTo = (host: string) => ({ host, scope: host, accountId: ACCOUNT });

it('is untouched where nothing was asked', async () => {
  expect(await budgets.of(wayTo('budget:fresh'), LIMITS)).toMatchObject({
    spent: 0,
    quietUntil: null,
  });
});

it('tells of the kind of reading that is scarcest, and never of writing', async () => {
  const way = wayTo('budget:used');
  const requests = governor.for(way, LIMITS, PATIENT);
  await requests.take('write');
  for (let taken = 0; taken < 3; taken += 1) await requests.take('document');
  await requests.take('read');
  const budget = await budgets.of(way, LIMITS);
  // 3 of the 3.8 documents that may leave at once
  expect(budget.spent).toBeGreaterThan(0.7);
  expect(budget.spent).toBeLessThan(0.8);
  expect(budget.limit).toEqual(LIMITS.document);
});

it('tells until when nobody asks, and no longer', async () => {
  const way = wayTo('budget:quiet');
  const wall = new Clock(null).wallNow().getTime();
  await governor.for(way, LIMITS, PATIENT).pause(wall + 60_000);
  expect(await budgets.of(way, LIMITS)).toMatchObject({ quietUntil: new Date(wall + 60_000) });
  await product.owner.query(
    "update provider_hosts set paused_until = paused_until - interval '2 minutes' where name = $1",
    [way.host],
  );
  expect((await budgets.of(way, LIMITS)).quietUntil).toBeNull();
});
