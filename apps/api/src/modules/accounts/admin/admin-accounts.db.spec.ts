import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { mailedToken } from '../../../../test/support/mailed-token.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const NEW_ACCOUNT = {
  name: 'Nowa Firma',
  legalName: 'Nowa Firma sp. z o.o.',
  country: 'PL',
  timeZone: 'Europe/Warsaw',
  currency: 'PLN',
  language: 'pl',
};

describe('the accounts of the installation', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let operator: Caller;
  let anna: Caller;
  let annaId: string;
  let account: string;
  let admin: string;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    product = await Product.start({ DEMO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}` });
    await product.user('operator', true);
    annaId = await product.user('anna');
    operator = await product.signedIn('operator');
    anna = await product.signedIn('anna');
  });
  afterAll(async () => {
    await product.close();
    await smtp.close();
  });
  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'admin' }]);
    account = `/accounts/${firm.accountId}`;
    admin = `/admin/accounts/${firm.accountId}`;
  });

  it('are an operator affair', async () => {
    for (const [method, url, body] of [
      ['GET', '/admin/accounts', undefined],
      ['POST', '/admin/accounts', NEW_ACCOUNT],
      ['POST', `${admin}/suspend`, { reason: 'because' }],
      ['POST', `${admin}/resume`, undefined],
      ['POST', `${admin}/delete`, { name: 'Firma' }],
      ['POST', `${admin}/restore`, undefined],
      ['POST', `${admin}/access`, { reason: 'because' }],
      ['DELETE', `${admin}/access`, undefined],
    ] as const) {
      expect(await anna(method, url, body)).toMatchObject({
        status: 403,
        body: { code: 'role-not-allowed' },
      });
    }
    expect((await anna('GET', account)).status).toBe(200);
    expect((await operator('GET', account)).status).toBe(404);
  });

  it('are listed by name with their numbers, page by page, and found by text and state', async () => {
    const names = ['Aaa 100%', 'Aab_x', 'aac', 'Zzz'];
    for (const name of names) await Firm.make(product, name);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await operator('GET', `/admin/accounts?limit=2${query}`);
      seen.push(...body.items.map((item: { name: string }) => item.name));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(seen).toEqual(expect.arrayContaining(names));
    const { body } = await operator('GET', '/admin/accounts?text=100%25');
    expect(body.items.map((item: { name: string }) => item.name)).toEqual(['Aaa 100%']);
    expect((await operator('GET', '/admin/accounts?state=deleting')).body.items).toEqual([]);
    const own = await operator('GET', '/admin/accounts?limit=200');
    expect(own.body.items).toContainEqual(
      expect.objectContaining({ id: firm.accountId, members: 1, activeCases: 0, state: 'active' }),
    );
    for (const query of ['state=gone', 'limit=0', 'cursor=x', 'foo=1'])
      expect((await operator('GET', `/admin/accounts?${query}`)).status).toBe(400);
  });

  it('are opened with an invitation to their first admin', async () => {
    const adminEmail = 'pierwsza@people.example';
    const { status, body } = await operator('POST', '/admin/accounts', {
      ...NEW_ACCOUNT,
      adminEmail,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Nowa Firma', state: 'active', members: 0 });
    const token = await mailedToken(product, smtp, adminEmail);
    const accepted = await (
      await product.api()
    ).inject({
      method: 'POST',
      url: '/api/v1/auth/invitations/accept',
      payload: { token, name: 'Pierwsza', password: 'correct horse battery staple' },
    });
    expect(accepted.statusCode).toBe(201);
    const first = await product.signedIn(adminEmail);
    expect((await first('GET', `/accounts/${body.id}/policies`)).body.items).toMatchObject([
      { offsets: [-1, 7, 14, 21, 30] },
    ]);
    expect((await operator('GET', `/accounts/${body.id}`)).status).toBe(404);
  });

  it.each([
    [{ timeZone: 'Europe/Krakow' }, 422, 'timeZone'],
    [{ currency: 'XQQ' }, 422, 'currency'],
    [{ country: 'Poland' }, 400, 'country'],
    [{ adminEmail: 'nobody' }, 400, 'adminEmail'],
    [{ name: '' }, 400, 'name'],
    [{ state: 'suspended' }, 400, 'state'],
  ])('are not opened with %j', async (wrong, status, field) => {
    const answer = await operator('POST', '/admin/accounts', { ...NEW_ACCOUNT, ...wrong });
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((one: { field: string }) => one.field)).toContain(field);
  });

  it('T10 keep their members out while they are suspended, from the next request on', async () => {
    expect((await anna('GET', account)).status).toBe(200);
    const suspended = await operator('POST', `${admin}/suspend`, { reason: 'Nie płaci' });
    expect(suspended.body).toMatchObject({ state: 'suspended', suspendedReason: 'Nie płaci' });
    for (const path of ['', '/cases', '/members', '/features', '/connections'])
      expect(await anna('GET', `${account}${path}`)).toMatchObject({
        status: 403,
        body: { code: 'account-suspended' },
      });
    expect((await operator('POST', `${admin}/suspend`, { reason: 'again' })).body.code).toBe(
      'not-in-this-state',
    );
    expect((await operator('POST', `${admin}/resume`)).body.state).toBe('active');
    expect((await anna('GET', account)).status).toBe(200);
  });

  it('are closed by name only, tell their admins, and can be taken back for 30 days', async () => {
    expect((await operator('POST', `${admin}/delete`, { name: 'firma' })).body).toMatchObject({
      status: 422,
      code: 'name-differs',
    });
    await operator('POST', `${admin}/suspend`, { reason: 'first' });
    const { body } = await operator('POST', `${admin}/delete`, { name: 'Firma' });
    expect(body.state).toBe('deleting');
    const { rows } = await product.owner.query(
      'select deletes_on - (deletion_requested_at at time zone $2)::date as days from accounts where id = $1',
      [firm.accountId, 'UTC'],
    );
    expect(rows).toEqual([{ days: 30 }]);
    const mail = await product.owner.query(
      "select to_email, data from system_mails where kind = 'account-deletion' and data ->> 'deletesOn' = $1",
      [body.deletesOn],
    );
    expect(mail.rows).toContainEqual({
      to_email: 'anna@people.example',
      data: { name: 'anna', accountName: 'Firma', deletesOn: body.deletesOn },
    });
    expect((await anna('GET', account)).body.code).toBe('account-suspended');
    expect((await operator('POST', `${admin}/resume`)).status).toBe(409);
    expect((await operator('POST', `${admin}/restore`)).body).toMatchObject({
      state: 'suspended',
      deletesOn: null,
    });
    expect((await operator('POST', `${admin}/resume`)).body.state).toBe('active');
    expect((await anna('GET', account)).status).toBe(200);
  });

  it('A13 ask for a recent proof before they are suspended, closed or looked into', async () => {
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '6 minutes'",
    );
    try {
      for (const [path, body] of [
        ['suspend', { reason: 'because' }],
        ['delete', { name: 'Firma' }],
        ['access', { reason: 'because' }],
      ] as const)
        expect((await operator('POST', `${admin}/${path}`, body)).body.code).toBe(
          'step-up-required',
        );
    } finally {
      await product.owner.query(
        "update sessions set verified_at = verified_at + interval '6 minutes'",
      );
    }
  });

  it('leave both trails: their own, and the installation’s', async () => {
    await operator('POST', `${admin}/suspend`, { reason: 'Nie płaci' });
    await operator('POST', `${admin}/resume`);
    for (const sql of [
      "select action from audit_entries where account_id::text = $1 and action like 'account.%d' and action <> 'account.created' order by seq",
      'select action from instance_audit_entries where object_id = $1 order by seq',
    ]) {
      const { rows } = await product.owner.query(sql, [firm.accountId]);
      expect(rows).toEqual([{ action: 'account.suspended' }, { action: 'account.resumed' }]);
    }
  });

  it('T14 are looked into for a reason, for an hour, as a viewer, and in the open', async () => {
    expect((await operator('POST', `${admin}/access`, {})).status).toBe(400);
    const begun = await operator('POST', `${admin}/access`, { reason: 'Zgłoszenie 17' });
    expect(begun.status).toBe(201);
    expect(Date.parse(begun.body.endsAt) - Date.parse(begun.body.createdAt)).toBe(3_600_000);
    expect((await operator('POST', `${admin}/access`, { reason: 'again' })).body.code).toBe(
      'access-open',
    );
    expect((await operator('GET', account)).status).toBe(200);
    expect((await operator('POST', `${account}/daily-runs`)).body.code).toBe('role-not-allowed');
    expect((await operator('GET', `${account}/invitations`)).status).toBe(403);
    expect((await anna('GET', `${account}/operator-access`)).body.items).toMatchObject([
      { userName: 'operator', reason: 'Zgłoszenie 17', endedAt: null },
    ]);
    await product.owner.query(
      "update operator_access set ends_at = ends_at - interval '61 minutes' where account_id = $1",
      [firm.accountId],
    );
    expect((await operator('GET', account)).status).toBe(404);
    await operator('POST', `${admin}/access`, { reason: 'Zgłoszenie 18' });
    expect((await operator('GET', account)).status).toBe(200);
    expect((await operator('DELETE', `${admin}/access`)).status).toBe(204);
    expect((await operator('GET', account)).status).toBe(404);
    expect((await operator('DELETE', `${admin}/access`)).status).toBe(404);
    const { rows } = await product.owner.query(
      "select action from audit_entries where account_id = $1 and action like 'operator-access.%' order by seq",
      [firm.accountId],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'operator-access.begun',
      'operator-access.begun',
      'operator-access.ended',
    ]);
  });
});
