import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { mailedToken } from '../../../../test/support/mailed-token.js';
import { type Answer, type Caller, PASSWORD, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

describe('an invitation', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let url: string;
  let anna: Caller;
  let klara: Caller;
  const ids: Record<string, string> = {};
  let serial = 0;

  beforeAll(async () => {
    smtp = await SmtpDouble.start();
    product = await Product.start({ DEMO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}` });
    for (const name of ['anna', 'klara', 'ola']) ids[name] = await product.user(name);
    anna = await product.signedIn('anna');
    klara = await product.signedIn('klara');
  });
  afterAll(async () => {
    await product.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.length = 0;
    firm = await Firm.make(product, 'Firma Zapraszająca', [
      { userId: ids['anna']!, role: 'admin' },
      { userId: ids['klara']!, role: 'accountant' },
    ]);
    url = `/accounts/${firm.accountId}/invitations`;
  });

  const newcomer = () => `newcomer${(serial += 1)}@people.example`;
  /** Without signing in. */
  const post = async (path: string, payload: object): Promise<Answer> => {
    const reply = await (
      await product.api()
    ).inject({ method: 'POST', url: `/api/v1${path}`, payload });
    return { status: reply.statusCode, headers: reply.headers, body: reply.json() };
  };
  const invite = async (email: string, role = 'accountant') => {
    const { body } = await anna('POST', url, { email, role });
    return { id: body.id as string, token: await mailedToken(product, smtp, email) };
  };
  const accept = (token: string) =>
    post('/auth/invitations/accept', { token, name: 'Nowa Osoba', password: PASSWORD });

  it('is mailed, shown, accepted, and lets the new person in', async () => {
    const email = newcomer();
    const created = await anna('POST', url, { email, role: 'accountant' });
    expect(created).toMatchObject({
      status: 201,
      body: { email, role: 'accountant', invitedBy: 'anna', state: 'open' },
    });
    const token = await mailedToken(product, smtp, email);
    expect(smtp.mails[0]!.subject).toBe('Zaproszenie do Firma Zapraszająca w InvoiceTracker');
    expect((await post('/auth/invitations/show', { token })).body).toEqual({
      accountName: 'Firma Zapraszająca',
      email,
      role: 'accountant',
      isKnownUser: false,
      language: 'pl',
    });
    const accepted = await accept(token);
    expect(accepted.status).toBe(201);
    expect(String(accepted.headers['set-cookie'])).toContain('HttpOnly');
    const reply = await (
      await product.api()
    ).inject({
      url: '/api/v1/me',
      headers: { authorization: `Bearer ${accepted.body.accessToken}` },
    });
    expect(reply.json()).toMatchObject({
      name: 'Nowa Osoba',
      language: 'pl',
      memberships: [{ accountId: firm.accountId, role: 'accountant' }],
    });
    expect((await anna('GET', url)).body.items).toMatchObject([{ state: 'accepted' }]);
    expect((await product.signedIn(email)).name).toBeDefined();
  });

  it('A06 works once, also for twenty who come at the same moment', async () => {
    const { token } = await invite(newcomer());
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(token)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect((await accept(token)).body).toMatchObject({ status: 404, code: 'invitation-not-found' });
    expect((await post('/auth/invitations/show', { token })).body.code).toBe(
      'invitation-not-found',
    );
  });

  it('A06 ends after 72 hours', async () => {
    const { id, token } = await invite(newcomer());
    await product.owner.query(
      "update invitations set expires_at = created_at + interval '1 millisecond' where id = $1",
      [id],
    );
    expect((await accept(token)).body.code).toBe('invitation-not-found');
    expect((await anna('GET', url)).body.items).toMatchObject([{ state: 'expired' }]);
  });

  it('A06 keeps the hash of its secret only', async () => {
    const { token } = await invite(newcomer());
    for (const table of ['invitations', 'system_mails', 'audit_entries']) {
      const { rows } = await product.owner.query(`select t::text as row from ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
  });

  it('A06 has a secret that is good for nothing else', async () => {
    const { token } = await invite(newcomer());
    for (const [path, payload] of [
      ['/auth/reset-password', { token, newPassword: PASSWORD }],
      ['/auth/confirm-email', { token }],
      ['/auth/refresh', { token }],
    ] as const) {
      expect((await post(path, payload)).status).toBeGreaterThanOrEqual(400);
    }
    expect((await accept(token)).status).toBe(201);
  });

  it.each(['', 'x', 'a'.repeat(43), "' or true --", 'x'.repeat(201)])(
    'lets nobody in who guesses: %j',
    async (token) => {
      expect([400, 404]).toContain((await accept(token)).status);
    },
  );

  it('ends when it is revoked, and its link when it is sent again', async () => {
    const [first, second] = [newcomer(), newcomer()];
    const revoked = await invite(first);
    expect((await anna('DELETE', `${url}/${revoked.id}`)).status).toBe(204);
    expect((await anna('DELETE', `${url}/${revoked.id}`)).status).toBe(404);
    expect((await accept(revoked.token)).body.code).toBe('invitation-not-found');
    const again = await invite(second);
    expect((await anna('POST', `${url}/${again.id}/resend`)).status).toBe(200);
    const newToken = await mailedToken(product, smtp, second);
    expect(newToken).not.toBe(again.token);
    expect((await accept(again.token)).body.code).toBe('invitation-not-found');
    expect((await accept(newToken)).status).toBe(201);
  });

  it('to somebody who signs in already asks them to sign in, and joins them', async () => {
    const { token } = await invite('ola@people.example', 'viewer');
    expect((await post('/auth/invitations/show', { token })).body.isKnownUser).toBe(true);
    expect((await accept(token)).body.code).toBe('sign-in-first');
    expect((await klara('POST', '/me/invitations/accept', { token })).body).toMatchObject({
      status: 403,
      code: 'invitation-of-another',
    });
    const ola = await product.signedIn('ola');
    expect(await ola('POST', '/me/invitations/accept', { token })).toMatchObject({
      status: 200,
      body: { accountId: firm.accountId },
    });
    expect((await ola('GET', `/accounts/${firm.accountId}`)).status).toBe(200);
    expect((await ola('POST', '/me/invitations/accept', { token })).body.code).toBe(
      'invitation-not-found',
    );
  });

  it('is refused to a member, and while another is open', async () => {
    expect(
      (await anna('POST', url, { email: 'KLARA@people.example', role: 'viewer' })).body.code,
    ).toBe('already-member');
    const email = newcomer();
    await invite(email);
    expect((await anna('POST', url, { email, role: 'viewer' })).body.code).toBe('already-invited');
    const both = await Promise.all(
      [1, 2].map(() => anna('POST', url, { email: 'twice@people.example', role: 'viewer' })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
  });

  it('is an admin affair', async () => {
    const { id } = await invite(newcomer());
    for (const [method, path, body] of [
      ['GET', url, undefined],
      ['POST', url, { email: newcomer(), role: 'viewer' }],
      ['POST', `${url}/${id}/resend`, undefined],
      ['DELETE', `${url}/${id}`, undefined],
    ] as const) {
      expect((await klara(method, path, body)).status).toBe(403);
    }
    const elsewhere = await Firm.make(product, 'Obca', [{ userId: ids['klara']!, role: 'admin' }]);
    expect(
      (await klara('DELETE', `/accounts/${elsewhere.accountId}/invitations/${id}`)).status,
    ).toBe(404);
    expect(
      (await klara('POST', `/accounts/${elsewhere.accountId}/invitations/${id}/resend`)).status,
    ).toBe(404);
  });

  it('refuses addresses that are none, and roles that nobody gives', async () => {
    for (const body of [
      { email: 'nobody', role: 'viewer' },
      { email: 'a@b.example\r\nBcc: c@d.example', role: 'viewer' },
      { email: 'a@b.example', role: 'client' },
      { email: 'a@b.example' },
    ]) {
      expect((await anna('POST', url, body)).status).toBe(400);
    }
    const { token } = await invite(newcomer());
    const short = await post('/auth/invitations/accept', { token, name: 'N', password: 'short' });
    expect(short.body.code).toBe('password-length');
    expect((await accept(token)).status).toBe(201);
  });
});
