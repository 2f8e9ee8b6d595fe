import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { dropSettledCases } from '../contract/drop-settled-cases.js';

describe('stopping reminders', () => {
  let product: Product;
  let userId: string;
  let anna: Caller;
  let firm: Firm;
  let clientId: string;
  let root: string;

  beforeAll(async () => {
    product = await Product.start();
    userId = await product.user('anna');
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    product.clock.set('2026-03-12T09:00:00+01:00');
    anna = await product.signedIn('anna');
    firm = await Firm.make(product, 'Firma', [{ userId, role: 'admin' }]);
    await firm.switchSending(true);
    root = `/accounts/${firm.accountId}`;
    clientId = await firm.client('Alfa');
    await firm.invoice(clientId, { number: 'FV/1', dueOn: '2026-03-10' });
    await firm.settle('2026-03-12');
  });

  const on = async (day: string) => {
    product.clock.set(`${day}T09:00:00+01:00`);
    anna = await product.signedIn('anna');
    await firm.run(day);
  };
  const caseId = async (number = 'FV/1') =>
    (
      await firm.rows<{ id: string }>(
        'select id from cases where number = $2 and account_id = $1',
        number,
      )
    )[0]!.id;
  const show = async (number = 'FV/1') =>
    (await anna('GET', `${root}/cases/${await caseId(number)}`)).body;
  const planned = async () =>
    (
      await firm.rows<{ step: string }>(
        "select planned_on || ' ' || stage_key as step from notices where account_id = $1 order by id",
      )
    ).map(({ step }) => step);
  const kinds = async () =>
    (await show()).timeline.map((event: { kind: string }) => event.kind).reverse();

  it('stops one invoice until a day, and goes on by itself where it stood', async () => {
    const held = await anna('POST', `${root}/cases/${await caseId()}/hold`, {
      reason: 'czeka na dział prawny',
      until: '2026-03-20',
    });
    expect(held).toMatchObject({
      status: 200,
      body: {
        hold: {
          code: 'stop',
          subject: 'case',
          reason: 'czeka na dział prawny',
          until: '2026-03-20',
        },
        holds: [{ code: 'stop' }],
        nextReason: 'held',
        nextOn: '2026-03-20',
      },
    });
    await on('2026-03-17');
    expect(await planned()).toEqual([]);
    await on('2026-03-20');
    expect(await planned()).toEqual(['2026-03-20 overdue-notice']);
    expect(await show()).toMatchObject({ hold: null, holds: [] });
    expect(await kinds()).toEqual([
      'opened',
      'held',
      'hold_ended',
      'stage_reached',
      'stage_lapsed',
    ]);
  });

  it('stops all of a client, also what opens later, until it is taken back', async () => {
    expect(
      (await anna('POST', `${root}/clients/${clientId}/hold`, { reason: 'rozmowa' })).status,
    ).toBe(204);
    await firm.invoice(clientId, { number: 'FV/2', dueOn: '2026-03-11' });
    await firm.settle('2026-03-13');
    await on('2026-03-18');
    expect(await planned()).toEqual([]);
    expect(await show('FV/2')).toMatchObject({
      hold: { subject: 'client', until: null },
      nextReason: 'held',
    });
    expect((await anna('DELETE', `${root}/clients/${clientId}/hold`)).status).toBe(204);
    await on('2026-03-19');
    expect(await planned()).toEqual(['2026-03-19 overdue-notice']);
    expect(await kinds()).toContain('released');
  });

  it('stops the whole account until a day, and leaves a stop of one case in force after it', async () => {
    const beta = await firm.client('Beta');
    await firm.invoice(beta, { number: 'FV/3', dueOn: '2026-03-10' });
    await firm.settle('2026-03-12');
    await anna('POST', `${root}/hold`, { reason: 'inwentaryzacja', until: '2026-03-25' });
    await anna('POST', `${root}/cases/${await caseId('FV/3')}/hold`, { reason: 'osobno' });
    await on('2026-03-17');
    await on('2026-03-24');
    expect(await planned()).toEqual([]);
    expect(await show('FV/3')).toMatchObject({ hold: { subject: 'case', until: null } });
    expect((await show('FV/3')).holds).toHaveLength(2);
    await on('2026-03-25');
    expect(await planned()).toEqual(['2026-03-25 overdue-notice']);
    expect(await show('FV/3')).toMatchObject({ hold: { subject: 'case', until: null } });
  });

  it('lets the account go on the moment its stop is taken back', async () => {
    await anna('POST', `${root}/hold`, { reason: 'urlop', until: '2026-04-30' });
    await on('2026-03-17');
    expect(await show()).toMatchObject({ nextOn: '2026-04-30' });
    expect((await anna('DELETE', `${root}/hold`)).status).toBe(204);
    await on('2026-03-18');
    expect(await planned()).toEqual(['2026-03-18 overdue-notice']);
  });

  it('lets a newer stop replace the one before, also with an earlier day', async () => {
    const path = `${root}/cases/${await caseId()}/hold`;
    await anna('POST', path, { reason: 'a', until: '2026-05-01' });
    await anna('POST', path, { reason: 'b', until: '2026-03-19' });
    expect((await show()).holds).toMatchObject([{ reason: 'b' }]);
    await on('2026-03-19');
    expect(await planned()).toEqual(['2026-03-19 overdue-notice']);
  });

  it('takes a case out of a notice that is about to leave, with the reason', async () => {
    await on('2026-03-17');
    const [notice] = await firm.rows<{ id: string }>(
      'select id from notices where account_id = $1',
    );
    await anna('POST', `${root}/clients/${clientId}/hold`, { reason: 'klient dzwonił' });
    const scope = systemScope(firm.accountId);
    const tenancy = await product.get(Tenancy);
    const at = { now: product.clock.now(), today: '2026-03-17' };
    expect(
      await tenancy.inAccount(scope, (tx) =>
        dropSettledCases(tx, scope, at, { id: notice!.id, clientId }),
      ),
    ).toEqual({
      kept: [],
      stageKey: null,
      dropped: 1,
      isAnyBarred: false,
      isAnyDraft: false,
      isAnyCovered: false,
      credit: { lines: [], credited: new Map() },
    });
    expect((await show()).timeline[0]).toMatchObject({
      kind: 'notice_cancelled',
      data: { detail: 'on-hold' },
    });
  });

  it('refuses a day that is not later than today, a closed case, and what is not there', async () => {
    const path = `${root}/cases/${await caseId()}/hold`;
    expect(await anna('POST', path, { reason: 'x', until: '2026-03-12' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'until', code: 'hold-in-the-past' }] },
    });
    const nobody = '018f0000-0000-7000-8000-000000000000';
    expect((await anna('POST', `${root}/clients/${nobody}/hold`, { reason: 'x' })).status).toBe(
      404,
    );
    expect((await anna('DELETE', `${root}/clients/${nobody}/hold`)).status).toBe(404);
    await anna('POST', path, { reason: 'x' });
    const [invoice] = await firm.rows<{ id: string }>(
      'select id from invoices where account_id = $1',
    );
    await firm.pay(invoice!.id, 12_300, '2026-03-12');
    await firm.settle('2026-03-12');
    expect(await show()).toMatchObject({ state: 'closed', hold: null, holds: [] });
    expect(await anna('POST', path, { reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'case-closed' },
    });
  });

  it('takes several stops back at once, and says how many there were', async () => {
    await anna('POST', `${root}/cases/${await caseId()}/hold`, { reason: 'x' });
    const { id } = (await show()).hold;
    const nobody = '018f0000-0000-7000-8000-000000000000';
    expect(await anna('POST', `${root}/holds/release`, { holdIds: [id, nobody] })).toMatchObject({
      status: 200,
      body: { changed: 1 },
    });
    expect(await show()).toMatchObject({ hold: null });
  });
});
