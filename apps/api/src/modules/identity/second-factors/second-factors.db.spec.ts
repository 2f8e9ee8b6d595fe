import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { AuthenticatorApp } from '../../../../test/support/authenticator-app.js';
import { Browser } from '../../../../test/support/browser.js';
import { PASSWORD, Product } from '../../../../test/support/product.js';
import { mailsTo, waitingToken } from '../../../../test/support/system-mails.js';

describe('the second factor', () => {
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
  /** Somebody with an app set up; the code that confirmed it is forgotten, so that it may be used again. */
  const guarded = async () => {
    const person = await somebody();
    const { body: setup } = await person.browser.send('POST', '/me/totp');
    const app = new AuthenticatorApp(setup.secret);
    const confirmed = await person.browser.send('POST', '/me/totp/confirm', { code: app.code() });
    expect(confirmed.status).toBe(200);
    await forgetStep(person.userId);
    return { ...person, app, codes: confirmed.body.recoveryCodes as string[] };
  };
  const forgetStep = (userId: string) =>
    product.owner.query('update user_totp set last_used_step = 0 where user_id = $1', [userId]);
  const ticketFor = async (browser: Browser, name: string) => {
    const answer = await browser.signIn(name);
    expect(answer.body).toMatchObject({ accessToken: null, expiresInSeconds: null });
    return answer.body.secondFactor as { ticket: string; methods: string[] };
  };
  const finish = (browser: Browser, ticket: string, code: string, method = 'totp') =>
    browser.send('POST', `/auth/second-factor/${method}`, { ticket, code });

  it('is asked for once an app is set up, and opens a session', async () => {
    const { name, app, browser } = await guarded();
    expect((await browser.send('GET', '/me')).body.hasSecondFactor).toBe(true);
    const other = await Browser.of(product);
    const { ticket, methods } = await ticketFor(other, name);
    expect(methods).toEqual(['totp', 'recovery-code']);
    expect(other.refreshToken).toBeUndefined();
    expect(
      (await other.send('GET', '/me', undefined, { authorization: `Bearer ${ticket}` })).status,
    ).toBe(401);
    expect((await finish(other, ticket, app.code())).status).toBe(200);
    expect((await other.send('GET', '/me')).body.username).toBe(name);
    expect((await other.refresh()).status).toBe(200);
  });

  it('does not count before a code of it has been seen', async () => {
    const { name, browser } = await somebody();
    const { body: setup } = await browser.send('POST', '/me/totp');
    const app = new AuthenticatorApp(setup.secret);
    const wrong = await browser.send('POST', '/me/totp/confirm', { code: app.wrongCode() });
    expect(wrong.body).toMatchObject({
      status: 422,
      code: 'wrong-code',
      errors: [{ field: 'code' }],
    });
    expect((await browser.send('GET', '/me/second-factor')).body.totp).toEqual({
      isOn: false,
      since: null,
    });
    expect((await (await Browser.of(product)).signIn(name)).body.secondFactor).toBeNull();
    expect((await browser.send('POST', '/me/totp')).body.secret).not.toBe(setup.secret);
  });

  it('keeps the seed sealed, for this person only', async () => {
    const one = await guarded();
    const two = await guarded();
    const { rows } = await product.owner.query<{ user_id: string; sealed_seed: string }>(
      'select user_id, sealed_seed from user_totp where user_id in ($1, $2)',
      [one.userId, two.userId],
    );
    for (const row of rows) expect(row.sealed_seed).toMatch(/^v1\.k1\./);
    await product.owner.query(
      'update user_totp t set sealed_seed = o.sealed_seed from user_totp o where t.user_id = $1 and o.user_id = $2',
      [two.userId, one.userId],
    );
    const browser = await Browser.of(product);
    const { ticket } = await ticketFor(browser, two.name);
    expect((await finish(browser, ticket, one.app.code())).status).toBe(500);
  });

  it('A07 takes each code once, and none that is older than one it has taken', async () => {
    const { name, app, userId } = await guarded();
    const browser = await Browser.of(product);
    const tickets = [];
    for (let n = 0; n < 5; n += 1) tickets.push((await ticketFor(browser, name)).ticket);
    const code = app.code();
    const answers = await Promise.all(
      tickets.slice(0, 4).map((ticket) => finish(browser, ticket, code)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422, 422]);
    expect((await finish(browser, tickets[4]!, app.code(-1))).status).toBe(422);
    await forgetStep(userId);
    const last = await ticketFor(browser, name);
    await AuthenticatorApp.settled();
    expect((await finish(browser, last.ticket, app.code(-1))).status).toBe(200);
  });

  it('A07 takes no code of a step that is still to come, or of a minute ago', async () => {
    const { name, app } = await guarded();
    const browser = await Browser.of(product);
    const { ticket } = await ticketFor(browser, name);
    // Two steps away: the clock may move on by one while this runs.
    for (const steps of [2, -3])
      expect((await finish(browser, ticket, app.code(steps))).body.code).toBe('wrong-code');
    expect((await finish(browser, ticket, app.code())).status).toBe(200);
  });

  it('A07 lets five tries at a ticket, and makes more wait however many tickets there are', async () => {
    const { name, app, userId } = await guarded();
    const browser = await Browser.of(product);
    const { ticket } = await ticketFor(browser, name);
    const wrong = app.wrongCode();
    for (let n = 0; n < 5; n += 1) expect((await finish(browser, ticket, wrong)).status).toBe(422);
    expect((await finish(browser, ticket, app.code())).body.code).toBe('sign-in-expired');
    const next = await ticketFor(browser, name);
    const waits = await finish(browser, next.ticket, app.code());
    expect(waits.body).toMatchObject({ status: 429, code: 'too-many-attempts' });
    await product.owner.query(
      "update sign_in_attempts set blocked_until = null where subject like '%' || $1 || '%'",
      [userId],
    );
    expect((await finish(browser, next.ticket, app.code())).status).toBe(200);
  });

  it('A07 does not make the person wait at their own browser while somebody else guesses', async () => {
    const { name, app, browser } = await guarded();
    const thief = await Browser.of(product, '198.51.100.66');
    const stolen = await ticketFor(thief, name);
    for (let n = 0; n < 5; n += 1) await finish(thief, stolen.ticket, app.wrongCode());
    const again = await ticketFor(thief, name);
    expect((await finish(thief, again.ticket, app.wrongCode())).status).toBe(429);
    const own = await ticketFor(browser, name);
    expect((await finish(browser, own.ticket, app.code())).status).toBe(200);
  });

  it('opens one session with a ticket, and none with one that is old or of another step', async () => {
    const { name, app, userId, codes } = await guarded();
    const browser = await Browser.of(product);
    const { ticket } = await ticketFor(browser, name);
    expect((await finish(browser, ticket, app.code())).status).toBe(200);
    expect((await finish(browser, ticket, codes[0]!, 'recovery-code')).body.code).toBe(
      'sign-in-expired',
    );
    const late = await ticketFor(browser, name);
    await product.owner.query(
      "update sign_in_tickets set expires_at = expires_at - interval '5 minutes' where user_id = $1",
      [userId],
    );
    await forgetStep(userId);
    expect((await finish(browser, late.ticket, app.code())).body.code).toBe('sign-in-expired');
    expect((await finish(browser, 'A'.repeat(43), app.code())).body.code).toBe('sign-in-expired');
  });

  it('A07 gives ten recovery codes, kept as hashes, each good once and however it is written', async () => {
    const { name, userId, codes, browser } = await guarded();
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
    const { rows } = await product.owner.query<{ everything: string }>(
      'select r::text as everything from recovery_codes r where user_id = $1',
      [userId],
    );
    expect(rows.map((row) => row.everything).join()).not.toContain(codes[0]!.slice(0, 4));
    const other = await Browser.of(product);
    const shouted = codes[0]!.toUpperCase().replaceAll('-', ' ');
    const first = await ticketFor(other, name);
    expect((await finish(other, first.ticket, shouted, 'recovery-code')).status).toBe(200);
    const second = await ticketFor(other, name);
    expect((await finish(other, second.ticket, codes[0]!, 'recovery-code')).body.code).toBe(
      'wrong-code',
    );
    expect((await finish(other, second.ticket, codes[1]!, 'recovery-code')).status).toBe(200);
    expect((await browser.send('GET', '/me/second-factor')).body.recoveryCodesLeft).toBe(8);
    const renewed = await browser.send('POST', '/me/recovery-codes');
    const third = await ticketFor(other, name);
    expect((await finish(other, third.ticket, codes[2]!, 'recovery-code')).status).toBe(422);
    expect(
      (await finish(other, third.ticket, renewed.body.recoveryCodes[2], 'recovery-code')).status,
    ).toBe(200);
  });

  it('A06 is asked for although the password has been reset by mail', async () => {
    const { name, email, app } = await guarded();
    const browser = await Browser.of(product);
    await browser.send('POST', '/auth/forgot-password', { email });
    const token = await waitingToken(product, email);
    const newPassword = 'another horse, another staple';
    const answer = await browser.send('POST', '/auth/reset-password', { token, newPassword });
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect(browser.refreshToken).toBeUndefined();
    const step = await browser.signIn(name, newPassword);
    expect(step.body.accessToken).toBeNull();
    expect((await finish(browser, step.body.secondFactor.ticket, app.code())).status).toBe(200);
  });

  it('A13 is changed only with a proof of the last five minutes, given with the factor itself', async () => {
    const { userId, browser, app } = await guarded();
    const makeOld = () =>
      product.owner.query(
        "update sessions set verified_at = verified_at - interval '301 seconds' where user_id = $1",
        [userId],
      );
    await makeOld();
    for (const [method, url] of [
      ['POST', '/me/totp'],
      ['DELETE', '/me/totp'],
      ['POST', '/me/recovery-codes'],
    ] as const)
      expect((await browser.send(method, url)).body.code).toBe('step-up-required');
    const byPassword = await browser.send('POST', '/me/step-up', { password: PASSWORD });
    expect(byPassword.body).toMatchObject({ status: 422, errors: [{ field: 'code' }] });
    const byCode = await browser.send('POST', '/me/step-up', { code: app.code() });
    expect(byCode.status).toBe(200);
    expect((await browser.send('DELETE', '/me/totp')).status).toBe(204);
  });

  it('A13 is proved for the session that proves it, and for no other', async () => {
    const { name, userId, browser, codes } = await guarded();
    const other = await Browser.of(product);
    const { ticket } = await ticketFor(other, name);
    await finish(other, ticket, codes[0]!, 'recovery-code');
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '301 seconds' where user_id = $1",
      [userId],
    );
    expect((await other.send('POST', '/me/step-up', { code: codes[1]! })).status).toBe(200);
    expect((await other.send('POST', '/me/recovery-codes')).status).toBe(200);
    expect((await browser.send('POST', '/me/recovery-codes')).body.code).toBe('step-up-required');
  });

  it('A17 is told to the person whenever it changes', async () => {
    const { browser, email } = await guarded();
    await browser.send('DELETE', '/me/totp');
    const kinds = (await mailsTo(product, email)).map((mail) => mail.kind);
    expect(kinds).toEqual(['second-factor-changed', 'second-factor-changed']);
    expect((await browser.send('GET', '/me/second-factor')).body).toEqual({
      totp: { isOn: false, since: null },
      passkeys: [],
      recoveryCodesLeft: 0,
      isRequired: false,
    });
    expect((await browser.send('DELETE', '/me/totp')).status).toBe(404);
    expect((await browser.send('POST', '/me/recovery-codes')).body.code).toBe('no-second-factor');
  });

  it('A08 an account may ask for it: nobody works there without', async () => {
    const { userId, browser } = await somebody();
    const firm = await Firm.make(product, 'Ostrożna', [{ userId, role: 'admin' }]);
    await product.owner.query(
      'update accounts set is_second_factor_required = true where id = $1',
      [firm.accountId],
    );
    const cases = () => browser.send('GET', `/accounts/${firm.accountId}/cases`);
    expect((await cases()).body.code).toBe('second-factor-required');
    expect((await browser.send('GET', '/me')).body.isSecondFactorRequired).toBe(true);
    const { body: setup } = await browser.send('POST', '/me/totp');
    const code = new AuthenticatorApp(setup.secret).code();
    await browser.send('POST', '/me/totp/confirm', { code });
    expect((await cases()).status).toBe(200);
  });
});
