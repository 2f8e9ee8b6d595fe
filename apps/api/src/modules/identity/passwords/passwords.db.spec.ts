import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';

import { Browser } from '../../../../test/support/browser.js';
import { PASSWORD, Product } from '../../../../test/support/product.js';
import { mailsTo, waitingToken } from '../../../../test/support/system-mails.js';

const NEW = 'another horse, another staple';

describe('passwords', () => {
  let product: Product;
  let turn = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  const somebody = async () => {
    const name = `person${(turn += 1)}`;
    const userId = await product.user(name);
    const browser = await Browser.of(product);
    expect((await browser.signIn(name)).status).toBe(200);
    return { name, userId, browser, email: `${name}@people.example` };
  };
  const linkFor = async (email: string) => {
    const browser = await Browser.of(product);
    expect((await browser.send('POST', '/auth/forgot-password', { email })).status).toBe(202);
    return waitingToken(product, email);
  };
  const reset = async (token: string, newPassword = NEW) =>
    (await Browser.of(product)).send('POST', '/auth/reset-password', { token, newPassword });
  const signIn = async (name: string, password: string) =>
    (await (await Browser.of(product)).signIn(name, password)).status;

  it('A01 are taken as they are: spaces, capitals and all', async () => {
    const { name, browser } = await somebody();
    const odd = '  ŻÓŁĆ and 漢字, pasted  ';
    const change = { currentPassword: PASSWORD, newPassword: odd };
    expect((await browser.send('POST', '/me/password', change)).status).toBe(204);
    expect(await signIn(name, odd.trim())).toBe(401);
    expect(await signIn(name, odd.toLowerCase())).toBe(401);
    expect(await signIn(name, odd)).toBe(200);
  });

  it.each([
    ['too short', 'short', 'length'],
    ['known to everybody', 'password12345', 'known'],
  ])('A01 that are %s are refused by the name of the field', async (_name, newPassword, code) => {
    const { browser, email } = await somebody();
    const change = { currentPassword: PASSWORD, newPassword };
    const answer = await browser.send('POST', '/me/password', change);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'newPassword', code })]);
    const token = await linkFor(email);
    expect((await reset(token, newPassword)).status).toBe(422);
    expect((await reset(token)).status).toBe(204);
  });

  it('A02 are hashed anew at the sign-in when the parameters have risen', async () => {
    const { name, userId } = await somebody();
    const weak = await hash(PASSWORD, {
      memoryCost: 8192,
      timeCost: 1,
      parallelism: 1,
    });
    await product.owner.query('update users set password_hash = $2 where id = $1', [userId, weak]);
    expect(await signIn(name, 'not the password')).toBe(401);
    expect(await signIn(name, PASSWORD)).toBe(200);
    const { rows } = await product.owner.query<{ password_hash: string }>(
      'select password_hash from users where id = $1',
      [userId],
    );
    expect(rows[0]!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await signIn(name, PASSWORD)).toBe(200);
  });

  it('A12 end every other session when they change, and A17 the person is told', async () => {
    const { name, browser, email } = await somebody();
    const other = await Browser.of(product);
    other.cookies.set(
      '__Host-invoicetracker-device',
      browser.cookies.get('__Host-invoicetracker-device')!,
    );
    await other.signIn(name);
    const change = { currentPassword: PASSWORD, newPassword: NEW };
    expect((await browser.send('POST', '/me/password', change)).status).toBe(204);
    expect((await other.send('GET', '/me')).body.code).toBe('session-ended');
    expect((await other.refresh()).status).toBe(401);
    expect((await browser.send('GET', '/me')).status).toBe(200);
    expect((await browser.refresh()).status).toBe(200);
    expect((await mailsTo(product, email)).map((mail) => mail.kind)).toEqual(['password-changed']);
  });

  it('cannot be changed by somebody who only has the session, and guessing gets slow', async () => {
    const { browser } = await somebody();
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const change = { currentPassword: `wrong guess ${guess}`, newPassword: NEW };
      statuses.push((await browser.send('POST', '/me/password', change)).status);
    }
    expect(statuses.slice(0, 5)).toEqual([422, 422, 422, 422, 422]);
    expect(statuses).toContain(429);
  });

  it('A06 are reset with a mailed link of 256 bits, kept as a hash for half an hour', async () => {
    const { userId, email } = await somebody();
    const token = await linkFor(email);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { rows } = await product.owner.query<{ everything: string; minutes: number }>(
      `select t::text as everything, extract(minute from expires_at - created_at)::int as minutes
         from one_time_tokens t where user_id = $1`,
      [userId],
    );
    expect(rows).toEqual([expect.objectContaining({ minutes: 30 })]);
    expect(rows[0]!.everything).not.toContain(token);
    const { rows: mails } = await product.owner.query<{ everything: string }>(
      'select m::text as everything from system_mails m where to_email = $1',
      [email],
    );
    expect(mails.map((row) => row.everything).join()).not.toContain(token);
  });

  it('A06 are reset once with a link, which then is as good as none', async () => {
    const { name, email, browser } = await somebody();
    const token = await linkFor(email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => reset(token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 404, 404, 404, 404]);
    expect((await browser.refresh()).status).toBe(401);
    expect(await signIn(name, PASSWORD)).toBe(401);
    expect(await signIn(name, NEW)).toBe(200);
    const made = await reset('A'.repeat(43));
    const used = await reset(token);
    expect({ ...used.body, requestId: '' }).toEqual({ ...made.body, requestId: '' });
  });

  it('A06 are not reset with a link that is old, for something else, or of a change of address', async () => {
    const { userId, email, browser } = await somebody();
    const old = await linkFor(email);
    await product.owner.query(
      "update one_time_tokens set expires_at = expires_at - interval '31 minutes' where user_id = $1",
      [userId],
    );
    expect((await reset(old)).status).toBe(404);
    await browser.send('POST', '/me/email', { email: `new-${email}` });
    expect((await reset(await waitingToken(product, `new-${email}`))).status).toBe(404);
    const good = await linkFor(email);
    expect((await browser.send('POST', '/auth/confirm-email', { token: good })).status).toBe(404);
    expect((await reset(good)).status).toBe(204);
  });

  it('A06 once changed, end the links that were mailed before', async () => {
    const { email, browser } = await somebody();
    const token = await linkFor(email);
    await browser.send('POST', '/me/password', { currentPassword: PASSWORD, newPassword: NEW });
    expect((await reset(token)).status).toBe(404);
  });

  it('A06 are not reset by GET, nor by a secret in the address', async () => {
    const { email } = await somebody();
    const token = await linkFor(email);
    const browser = await Browser.of(product);
    expect((await browser.send('GET', `/auth/reset-password?token=${token}`)).status).toBe(404);
    const inQuery = await browser.send('POST', `/auth/reset-password?token=${token}`, {
      newPassword: NEW,
    });
    expect(inQuery.status).toBe(400);
    expect((await reset(token)).status).toBe(204);
  });

  it('A04 asking for a link says the same of an address that somebody has and one that nobody has', async () => {
    const { email } = await somebody();
    const browser = await Browser.of(product);
    const known = await browser.send('POST', '/auth/forgot-password', { email });
    const unknown = await browser.send('POST', '/auth/forgot-password', {
      email: 'nobody@people.example',
    });
    expect(known.status).toBe(202);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await mailsTo(product, 'nobody@people.example')).toEqual([]);
  });

  it('sends nobody more than five links an hour, whoever asks', async () => {
    const { email } = await somebody();
    const browser = await Browser.of(product, '198.51.100.9');
    for (let n = 0; n < 8; n += 1)
      expect((await browser.send('POST', '/auth/forgot-password', { email })).status).toBe(202);
    expect(await mailsTo(product, email)).toHaveLength(5);
  });

  it('A17 a change of address is proved at the new one and told to the old one', async () => {
    const { name, email, browser } = await somebody();
    const next = `new-${email}`;
    const lostLink = await linkFor(email);
    expect((await browser.send('POST', '/me/email', { email: next })).status).toBe(202);
    expect((await browser.send('GET', '/me')).body.email).toBe(email);
    const token = await waitingToken(product, next);
    expect((await browser.send('POST', '/auth/confirm-email', { token })).status).toBe(204);
    expect((await browser.send('POST', '/auth/confirm-email', { token })).status).toBe(404);
    expect((await browser.send('GET', '/me')).body.email).toBe(next);
    expect((await mailsTo(product, email)).map((mail) => mail.kind)).toContain('email-changed');
    expect((await reset(lostLink)).status).toBe(404);
    expect(await signIn(next, PASSWORD)).toBe(200);
    expect(await signIn(email, PASSWORD)).toBe(401);
    expect(await signIn(name, PASSWORD)).toBe(200);
  });

  it('an address that somebody else has is passed over in silence', async () => {
    const { browser } = await somebody();
    const other = await somebody();
    expect((await browser.send('POST', '/me/email', { email: other.email })).status).toBe(202);
    expect(await mailsTo(product, other.email)).toEqual([]);
  });

  it('A13 a change of address wants a proof of the last five minutes', async () => {
    const { userId, browser, email } = await somebody();
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '301 seconds' where user_id = $1",
      [userId],
    );
    const ask = () => browser.send('POST', '/me/email', { email: `new-${email}` });
    expect((await ask()).body).toMatchObject({ status: 403, code: 'step-up-required' });
    const wrong = await browser.send('POST', '/me/step-up', { password: 'not the password' });
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ field: 'password' }] });
    const proved = await browser.send('POST', '/me/step-up', { password: PASSWORD });
    expect(proved.status).toBe(200);
    expect((await browser.send('GET', '/me')).body.verifiedUntil).toBe(proved.body.verifiedUntil);
    expect((await ask()).status).toBe(202);
  });
});
