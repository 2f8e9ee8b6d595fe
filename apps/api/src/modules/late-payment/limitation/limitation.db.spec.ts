import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('the limitation of a claim', () => {
  let product: Product;
  let work: WorkingFirm;
  let clientId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    work = await WorkingFirm.on(product, '2026-10-20', `ewa${people}`);
    clientId = await work.firm.client('Alfa');
  });

  const owes = async (number: string, dueOn: string) => {
    await work.firm.settle('2026-10-20', [await work.firm.invoice(clientId, { number, dueOn })]);
    return work.caseId(number);
  };
  const limitation = async (caseId: string) =>
    (await work.send('GET', `/cases/${caseId}/limitation`)).body;
  const happened = (caseId: string, kind: string, on: string, endedOn?: string) =>
    work.send('POST', `/cases/${caseId}/limitation/events`, {
      kind,
      on,
      ...(endedOn !== undefined && { endedOn }),
      note: 'file 1/26',
    });
  const settings = (claim: string, warnDays: number, version = 1) =>
    work.send(
      'PUT',
      '/late-payment/limitation-settings',
      { claim, warnDays },
      { 'if-match': `W/"${version}"` },
    );

  it('PL-31 PL-32 ends with the year, by the period of what the account does', async () => {
    const caseId = await owes('FV/1', '2024-11-10');
    expect(await limitation(caseId)).toMatchObject({
      state: 'soon',
      law: 'PL',
      dueOn: '2024-11-10',
      legalDueOn: '2024-11-12',
      lastDayOn: '2026-12-31',
      daysLeft: 72,
      rules: [{ id: 'PL-31' }, { id: 'PL-32' }],
    });
    expect((await settings('business', 30)).status).toBe(200);
    expect(await limitation(caseId)).toMatchObject({ state: 'running', lastDayOn: '2027-12-31' });
    expect((await settings('sale', 30)).status).toBe(412);
  });

  it('PL-33 starts anew when the client acknowledges the debt, and not for what was taken back', async () => {
    const caseId = await owes('FV/1', '2024-11-10');
    const { status, body } = await happened(caseId, 'acknowledgement', '2026-10-15');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      lastDayOn: '2028-12-31',
      events: [{ kind: 'acknowledgement', on: '2026-10-15', isEffective: true }],
    });
    const path = `/cases/${caseId}/limitation/events/${body.events[0].id}`;
    const back = await work.send('DELETE', path);
    expect(back.body).toMatchObject({ lastDayOn: '2026-12-31', events: [] });
    expect((await work.send('DELETE', path)).status).toBe(404);
    const { body: trail } = await work.send('GET', '/audit');
    expect(trail.items[0]).toMatchObject({
      action: 'limitation-event.taken-back',
      before: { kind: 'acknowledgement', on: '2026-10-15' },
    });
  });

  it('PL-34 stands still during a court case and during a mediation', async () => {
    const caseId = await owes('FV/1', '2024-11-10');
    expect((await happened(caseId, 'mediation', '2026-06-01', '2026-09-01')).body.events).toEqual([
      expect.objectContaining({ endedOn: '2026-09-01', isEffective: true }),
    ]);
    expect((await happened(caseId, 'court-claim', '2026-10-01')).body).toMatchObject({
      state: 'stopped',
      lastDayOn: null,
      daysLeft: null,
    });
  });

  it('warns of open claims before they lapse, the earliest first, page by page', async () => {
    const late = await owes('FV/1', '2024-05-10');
    const lapsed = await owes('FV/2', '2023-05-10');
    await owes('FV/3', '2025-05-10');
    const stopped = await owes('FV/4', '2024-06-10');
    await happened(stopped, 'court-claim', '2026-10-01');
    const first = await work.send('GET', '/late-payment/limitations?limit=1');
    expect(first.body).toMatchObject({
      total: 2,
      warnDays: 90,
      items: [{ caseId: lapsed, number: 'FV/2', lastDayOn: '2025-12-31', daysLeft: -293 }],
    });
    const cursor = String(first.body.nextCursor);
    const next = await work.send('GET', `/late-payment/limitations?limit=1&cursor=${cursor}`);
    expect(next.body).toMatchObject({ items: [{ caseId: late, daysLeft: 72 }], nextCursor: null });
    await settings('sale', 30);
    expect((await work.send('GET', '/late-payment/limitations')).body.total).toBe(1);
  });

  it('PL-35 says that a consumer may no longer be asked for a time-barred debt', async () => {
    const caseId = await owes('FV/1', '2023-05-10');
    expect(await limitation(caseId)).toMatchObject({ state: 'lapsed', mayBeDemanded: true });
    await work.send(
      'PATCH',
      `/clients/${clientId}`,
      { claimKind: 'consumer' },
      { 'if-match': 'W/"1"' },
    );
    const body = await limitation(caseId);
    expect(body.mayBeDemanded).toBe(false);
    expect(body.rules.map((rule: { id: string }) => rule.id)).toContain('PL-35');
  });

  it('HU-10 goes by the law of the account, and is unknown where that is silent', async () => {
    const caseId = await owes('FV/1', '2022-01-10');
    const law = async (country: string) => {
      await product.owner.query('update accounts set country = $2 where id = $1', [
        work.firm.accountId,
        country,
      ]);
      return limitation(caseId);
    };
    expect(await law('HU')).toMatchObject({ law: 'HU', lastDayOn: '2027-01-10' });
    expect(await law('DE')).toMatchObject({ law: 'DE', lastDayOn: '2025-12-31', state: 'lapsed' });
    expect(await law('AT')).toMatchObject({ law: 'EU', state: 'unknown', lastDayOn: null });
    expect(await law('US')).toMatchObject({ law: null, state: 'unknown' });
  });

  it.each([
    ['a day that has not come', 'acknowledgement', '2026-10-21', undefined, 'on'],
    ['an end before the beginning', 'mediation', '2026-10-01', '2026-09-30', 'endedOn'],
    ['an end that has not come', 'mediation', '2026-10-01', '2026-12-30', 'endedOn'],
  ])('takes no event with %s', async (_name, kind, on, endedOn, field) => {
    const caseId = await owes('FV/1', '2024-11-10');
    const answer = await happened(caseId, kind, on, endedOn);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  it('knows no demand: it changes nothing', async () => {
    const caseId = await owes('FV/1', '2024-11-10');
    expect((await happened(caseId, 'demand', '2026-10-01')).status).toBe(400);
  });
});
