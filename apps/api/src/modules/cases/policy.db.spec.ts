import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';
import { RunAccountDay } from './run-account-day.js';

interface Stage {
  key: string;
  offsetDays: number;
  isEnabled: boolean;
  audience: string;
}

describe('the policy of an account', () => {
  let product: Product;
  let firm: Firm;
  let call: Caller;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-03-12T10:00:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna'), role: 'admin' },
    ]);
    await firm.switchSending(true);
    call = await product.signedIn('anna');
    url = `/accounts/${firm.accountId}/policy`;
  });
  afterAll(() => product.close());

  const stages = async (): Promise<Stage[]> =>
    (await call('GET', url)).body.stages.map(({ key, offsetDays, isEnabled, audience }: Stage) => ({
      key,
      offsetDays,
      isEnabled,
      audience,
    }));
  const put = async (body: unknown) =>
    call('PUT', url, body, { 'if-match': String((await call('GET', url)).headers['etag']) });

  it('has the five stages from the start', async () => {
    expect((await stages()).map((stage) => [stage.key, stage.offsetDays])).toEqual([
      ['reminder-before-due', -1],
      ['overdue-notice', 7],
      ['demand', 14],
      ['hand-over-notice', 21],
      ['hand-over', 30],
    ]);
  });

  it('acts on a new offset in the next run, and keeps the old version', async () => {
    await firm.invoice(await firm.client('Alfa'), { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.settle('2026-03-12');
    const run = await product.get(RunAccountDay);
    expect((await run.execute(firm.accountId, '2026-03-12')).counts.notices).toBe(0);
    const sooner = (await stages()).map((stage) =>
      stage.key === 'overdue-notice' ? { ...stage, offsetDays: 2 } : stage,
    );
    expect(
      (await put({ caseOpensOffsetDays: -2, minGapDays: 4, stages: sooner })).body,
    ).toMatchObject({ version: 2, minGapDays: 4 });
    expect(
      (await run.execute(firm.accountId, '2026-03-12', { isAgain: true })).counts.notices,
    ).toBe(1);
    expect(
      await firm.rows(
        'select version, min_gap_days from policy_versions where account_id = $1 order by 1',
      ),
    ).toEqual([
      { version: 1, min_gap_days: 5 },
      { version: 2, min_gap_days: 4 },
    ]);
  });

  it.each<[string, (all: Stage[]) => unknown, number, string]>([
    [
      'offsets that do not rise',
      (all) => all.map((stage) => ({ ...stage, offsetDays: 7 })),
      422,
      'stages.1.offsetDays',
    ],
    ['a stage twice', (all) => [all[0], all[0]], 422, 'stages.1.key'],
    ['a stage nobody knows', (all) => [{ ...all[0], key: 'threat' }], 422, 'stages.0.key'],
    [
      'no stage switched on',
      (all) => all.map((stage) => ({ ...stage, isEnabled: false })),
      422,
      'stages',
    ],
    [
      'own people told before the client',
      (all) =>
        all.map((stage, index) => ({ ...stage, audience: index === 1 ? 'staff' : 'client' })),
      422,
      'stages.1.offsetDays',
    ],
    ['no stage at all', () => [], 400, 'stages'],
    [
      'an offset that is text',
      (all) => [{ ...all[0], offsetDays: '7' }],
      400,
      'stages.0.offsetDays',
    ],
    ['an unknown field', (all) => [{ ...all[0], fee: 40 }], 400, 'stages.0.fee'],
  ])('refuses %s and names the field', async (_name, change, status, field) => {
    const before = (await call('GET', url)).body;
    const answer = await put({
      caseOpensOffsetDays: -2,
      minGapDays: 5,
      stages: change(await stages()),
    });
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
    expect((await call('GET', url)).body).toEqual(before);
  });

  it('refuses a version somebody else has replaced', async () => {
    expect(
      (
        await call(
          'PUT',
          url,
          { caseOpensOffsetDays: -2, minGapDays: 5, stages: await stages() },
          { 'if-match': 'W/"1"' },
        )
      ).status,
    ).toBe(412);
  });

  it('holds a case until a day, and goes on by itself', async () => {
    const [row] = (await call('GET', `/accounts/${firm.accountId}/cases`)).body.items;
    const hold = `/accounts/${firm.accountId}/cases/${row.id}/hold`;
    expect((await call('POST', hold, { reason: 'rozmowa', until: '2026-03-12' })).status).toBe(422);
    const held = await call('POST', hold, { reason: 'rozmowa', until: '2026-03-20' });
    expect(held).toMatchObject({
      status: 200,
      body: { hold: { reason: 'rozmowa', until: '2026-03-20' } },
    });
    expect(held.body.timeline[0]).toMatchObject({ kind: 'held', actor: 'anna' });
    const released = await call('DELETE', hold);
    expect(released.body).toMatchObject({ hold: null, nextOn: '2026-03-12' });
  });
});
