import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Product } from '../../../test/support/product.js';
import { RunAccountDay } from './run-account-day.js';

describe('a day on which nothing waits for a run', () => {
  let product: Product;
  let firm: Firm;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    product.clock.set('2026-03-01T10:00:00+01:00');
    firm = await Firm.make(product);
    await firm.switchSending(true);
    await firm.invoice(await firm.client('Alfa'), { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.settle('2026-03-08');
  });

  const run = async (day: string) =>
    (await product.get(RunAccountDay)).execute(firm.accountId, day);
  const days = () =>
    firm.rows<{ day: string; state: string; decided: number; isEnded: boolean }>(
      `select on_day::text as day, state, decided_count as decided, finished_at is not null and lease_until is null as "isEnded"
         from daily_runs where account_id = $1 order by on_day`,
    );

  it('is finished with the look at it, and not run a second time', async () => {
    expect(await run('2026-03-02')).toMatchObject({ isRun: true, counts: { decided: 0 } });
    expect(await days()).toEqual([
      { day: '2026-03-02', state: 'finished', decided: 0, isEnded: true },
    ]);
    expect((await run('2026-03-02')).isRun).toBe(false);
  });

  it('says nothing about the next one', async () => {
    await run('2026-03-02');
    product.clock.set('2026-03-09T10:00:00+01:00');
    expect((await run('2026-03-09')).counts.decided).toBe(1);
    expect((await days()).map(({ decided }) => decided)).toEqual([0, 1]);
  });

  it('is run all the same where a person asks for it once more, and finished again', async () => {
    await run('2026-03-02');
    const again = await (
      await product.get(RunAccountDay)
    ).execute(firm.accountId, '2026-03-02', { isAgain: true });
    expect(again.isRun).toBe(true);
    expect(await days()).toEqual([expect.objectContaining({ state: 'finished', isEnded: true })]);
  });
});
