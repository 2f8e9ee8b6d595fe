import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';

describe('the settings of an account', () => {
  let product: Product;
  let firm: Firm;
  let admin: Caller;
  let viewer: Caller;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T22:30:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('admin-anna'), role: 'admin' },
      { userId: await product.user('viewer-wiktor'), role: 'viewer' },
    ]);
    admin = await product.signedIn('admin-anna');
    viewer = await product.signedIn('viewer-wiktor');
    url = `/accounts/${firm.accountId}`;
  });
  afterAll(() => product.close());

  const change = async (body: unknown) =>
    admin('PATCH', url, body, { 'if-match': String((await admin('GET', url)).headers['etag']) });

  it('changes what was sent, and nothing else', async () => {
    const before = (await admin('GET', url)).body;
    const { status, body } = await change({
      city: 'Gdynia',
      schedule: { sendFrom: '09:15', sendWeekdays: [1, 2] },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      city: 'Gdynia',
      version: before.version + 1,
      schedule: { ...before.schedule, sendFrom: '09:15', sendWeekdays: [1, 2] },
    });
  });

  it('empties what may be empty', async () => {
    expect((await change({ phone: null })).body.phone).toBeNull();
  });

  it('W05 lets two people never overwrite each other unseen', async () => {
    expect((await admin('PATCH', url, { city: 'Sopot' })).status).toBe(428);
    const { etag } = (await admin('GET', url)).headers as { etag: string };
    expect((await admin('PATCH', url, { city: 'Sopot' }, { 'if-match': etag })).status).toBe(200);
    const late = await admin('PATCH', url, { city: 'Hel' }, { 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await admin('GET', url)).body.city).toBe('Sopot');
  });

  it('A13 asks once more who is there before the money goes to another account', async () => {
    const older = "update sessions set verified_at = now() - interval '6 minutes'";
    await product.owner.query(older);
    const bankAccount = '27114020040000300201355387';
    expect(await change({ bankAccount })).toMatchObject({
      status: 403,
      body: { code: 'step-up-required' },
    });
    expect((await change({ city: 'Gdynia' })).status).toBe(200);
    await product.owner.query('update sessions set verified_at = now()');
    expect((await change({ bankAccount })).body.bankAccount).toBe(bankAccount);
  });

  it('A08 lets nobody in without a second factor once the account wants one', async () => {
    const isSecondFactorRequired = true;
    expect(await change({ isSecondFactorRequired })).toMatchObject({
      status: 422,
      body: { code: 'second-factor-of-your-own' },
    });
    const setUp = 'update users set has_second_factor = $1 where username = $2';
    await product.owner.query(setUp, [true, 'admin-anna']);
    expect((await change({ isSecondFactorRequired })).body.isSecondFactorRequired).toBe(true);
    expect(await viewer('GET', url)).toMatchObject({
      status: 403,
      body: { code: 'second-factor-required' },
    });
    expect((await viewer('GET', '/me')).status).toBe(200);
    expect((await change({ isSecondFactorRequired: false })).status).toBe(200);
    expect((await viewer('GET', url)).status).toBe(200);
  });

  it.each([
    [{ name: null }, 400, 'name'],
    [{ name: '' }, 400, 'name'],
    [{ name: 'two\nlines' }, 400, 'name'],
    [{ legalName: 'x'.repeat(201) }, 400, 'legalName'],
    [{ country: 'pl' }, 400, 'country'],
    [{ email: 'nobody' }, 400, 'email'],
    [{ email: 'a@b.example\r\nBcc: c@d.example' }, 400, 'email'],
    [{ language: 'fr' }, 400, 'language'],
    [{ staffEmails: ['nobody'] }, 400, 'staffEmails'],
    [{ isAutomaticSending: true }, 400, 'isAutomaticSending'],
    [{ id: '018f0000-0000-7000-8000-000000000000' }, 400, 'id'],
    [{ schedule: { sendFrom: '25:00' } }, 400, 'schedule.sendFrom'],
    [{ schedule: { sendWeekdays: [] } }, 400, 'schedule.sendWeekdays'],
    [{ schedule: { sendWeekdays: [8] } }, 400, 'schedule.sendWeekdays'],
    [{ schedule: { syncEveryMinutes: 1 } }, 400, 'schedule.syncEveryMinutes'],
    [{ schedule: { dailyRunAt: null } }, 400, 'schedule.dailyRunAt'],
    [{ schedule: null }, 400, 'schedule'],
    [{ schedule: { sendFrom: '18:00', sendUntil: '08:00' } }, 422, 'schedule.sendUntil'],
    [{ timeZone: 'Europe/Krakow' }, 422, 'timeZone'],
  ])('refuses %j, names the field and changes nothing', async (body, status, field) => {
    const before = (await admin('GET', url)).body;
    const answer = await change(body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
    expect((await admin('GET', url)).body).toEqual(before);
  });

  it('lets only an admin change them, and keeps who did what', async () => {
    expect((await viewer('PATCH', url, { city: 'Hel' }, { 'if-match': 'W/"1"' })).status).toBe(403);
    const rows = await firm.rows<{ action: string; actor: string }>(
      "select e.action, u.username as actor from audit_entries e join users u on u.id = e.actor_id where e.account_id = $1 and e.action = 'account.changed'",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.actor))).toEqual(new Set(['admin-anna']));
  });

  it('counts days in the time zone of the account', async () => {
    expect((await viewer('GET', `${url}/setup`)).body.today).toBe('2026-06-02');
  });
});
