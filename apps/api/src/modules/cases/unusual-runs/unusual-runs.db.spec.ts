import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

describe('a daily run far above the usual', () => {
  let product: Product;
  let firm: Firm;
  let adam: Caller;
  let viewer: Caller;
  let people: Record<'adam' | 'wiktor', string>;

  beforeAll(async () => {
    product = await Product.start();
    people = { adam: await product.user('adam'), wiktor: await product.user('wiktor') };
    adam = await product.signedIn('adam');
    viewer = await product.signedIn('wiktor');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: people.adam, role: 'accountant' },
      { userId: people.wiktor, role: 'viewer' },
    ]);
    await firm.switchSending(true);
    await firm.rows('update accounts set is_unusual_held = true where id = $1');
    product.clock.set('2026-03-17T10:00:00+01:00');
  });

  const url = () => `/accounts/${firm.accountId}/unusual-runs`;
  const list = async () => (await viewer('GET', url())).body.items;
  const owe = async (count: number, dueOn: string, gross = 10_000) => {
    const mark = `${dueOn}/${gross}/${count}`;
    for (let nth = 0; nth < count; nth += 1) {
      const client = await firm.client(`Klient ${mark} ${nth}`);
      await firm.invoice(client, { number: `FV/${mark}/${nth}`, dueOn, gross });
    }
    await firm.settle('2026-03-17');
  };
  const states = () =>
    firm.rows<{ state: string; waits_for: string | null; n: number }>(
      'select state, waits_for, count(*)::int as n from notices where account_id = $1 group by 1, 2 order by 1, 2',
    );
  /** Earlier runs sent something, so this one is not the first. */
  const hasSentBefore = async (usual: number) => {
    await firm.rows(
      `insert into daily_runs (account_id, on_day, state, started_at, planned_sums)
       values ($1, '2026-03-10', 'finished', now(), jsonb_build_object('PLN', $2::text))`,
      String(usual),
    );
    const client = await firm.client('Dawny');
    await firm.rows(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, planned_on, not_before, created_at, sent_at, sent_on)
       values ($1, $2, 'demand', 3, 'client', 'email', 'pl', 'sent', '2026-03-10', now(), now(), now(), '2026-03-10')`,
      client,
    );
  };

  it('waits when it is the first one, with its figures, and one click lets it go', async () => {
    await owe(12, '2026-03-10');
    await firm.run('2026-03-17');
    expect(await states()).toEqual([{ state: 'awaiting_approval', waits_for: 'unusual', n: 12 }]);
    expect(await list()).toEqual([
      {
        onDay: '2026-03-17',
        reasons: ['first-run'],
        activeCases: 12,
        movedCases: 12,
        waitingNotices: 12,
        sums: [{ amount: '1200.00', currency: 'PLN' }],
        usualSums: [],
      },
    ]);
    expect((await viewer('POST', `${url()}/2026-03-17/release`)).status).toBe(403);
    expect((await adam('POST', `${url()}/2026-03-17/release`)).status).toBe(204);
    expect(await states()).toEqual([{ state: 'planned', waits_for: null, n: 12 }]);
    expect(await list()).toEqual([]);
    expect((await adam('POST', `${url()}/2026-03-17/release`)).status).toBe(204);
    expect((await adam('POST', `${url()}/2026-03-16/release`)).status).toBe(404);
    expect(
      await firm.rows(
        "select actor_id from audit_entries where account_id = $1 and action = 'run.released'",
      ),
    ).toEqual([{ actor_id: people.adam }]);
  });

  it('leaves by itself when it looked unusual at its beginning and was not', async () => {
    await hasSentBefore(1_000_000);
    await owe(60, '2026-03-16');
    await owe(11, '2026-03-10');
    // all are looked at, and those of yesterday stay where they are
    await firm.rows("update case_schedule set next_on = '2026-03-17' where account_id = $1");
    await firm.run('2026-03-17');
    expect(await states()).toEqual([
      { state: 'planned', waits_for: null, n: 11 },
      { state: 'sent', waits_for: null, n: 1 },
    ]);
    expect(await list()).toEqual([]);
    expect(
      await firm.rows(
        "select planned_sums from daily_runs where account_id = $1 and on_day = '2026-03-17'",
      ),
    ).toEqual([{ planned_sums: { PLN: '110000' } }]);
  });

  it('waits when it asks for more than three times the largest one before', async () => {
    await hasSentBefore(20_000);
    await owe(11, '2026-03-10');
    await owe(80, '2026-03-16');
    await firm.run('2026-03-17');
    expect(await list()).toMatchObject([
      { reasons: ['large-sums'], usualSums: [{ amount: '200.00', currency: 'PLN' }] },
    ]);
  });

  it('is none where nobody wants it watched, and none with few cases', async () => {
    await owe(9, '2026-03-10');
    await firm.run('2026-03-17');
    expect(await states()).toEqual([{ state: 'planned', waits_for: null, n: 9 }]);
    const other = await Firm.make(product, 'Druga');
    expect(await other.rows('select is_unusual_held from accounts where id = $1')).toEqual([
      { is_unusual_held: false },
    ]);
  });
});
