import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Browser } from '../../../../test/support/browser.js';
import { PASSWORD, Product } from '../../../../test/support/product.js';
import {
  type Deviation,
  SoftwareAuthenticator,
} from '../../../../test/support/software-authenticator.js';
import { mailsTo } from '../../../../test/support/system-mails.js';

const LIES: readonly (readonly [string, Deviation])[] = [
  ['another origin', { origin: 'https://evil.example' }],
  ['the same host on another port', { origin: 'http://localhost:4000' }],
  ['a look-alike host', { origin: 'http://localhost.evil.example:3000' }],
  ['a passkey of another site', { rpId: 'evil.example' }],
  ['nobody having touched it', { isUserPresent: false, isUserVerified: false }],
  ['no finger, face or PIN', { isUserVerified: false }],
  ['a challenge of its own', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
];

describe('passkeys', () => {
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
  const add = async (browser: Browser, key: SoftwareAuthenticator, deviation: Deviation = {}) => {
    const { body } = await browser.send('POST', '/me/passkeys/options');
    const credential = key.create(body.options, deviation);
    return browser.send('POST', '/me/passkeys', { name: 'Laptop', credential });
  };
  const guarded = async () => {
    const person = await somebody();
    const key = new SoftwareAuthenticator();
    const added = await add(person.browser, key);
    expect(added.status).toBe(201);
    return { ...person, key, codes: added.body.recoveryCodes as string[] };
  };
  const signInWith = async (
    browser: Browser,
    key: SoftwareAuthenticator,
    deviation: Deviation = {},
  ) => {
    const { body } = await browser.send('POST', '/auth/passkeys/options');
    const credential = key.get(body.options, deviation);
    return browser.send('POST', '/auth/passkeys', { ticket: body.ticket, credential });
  };

  it('sign in without name and password', async () => {
    const { name, key } = await guarded();
    const browser = await Browser.of(product);
    expect((await signInWith(browser, key)).status).toBe(200);
    expect((await browser.send('GET', '/me')).body).toMatchObject({
      username: name,
      hasSecondFactor: true,
    });
    const [session] = (await browser.send('GET', '/me/sessions')).body;
    expect(session).toMatchObject({ isCurrent: true, method: 'passkey' });
    expect((await browser.refresh()).status).toBe(200);
  });

  it('are a second factor after the password', async () => {
    const { name, key } = await guarded();
    const browser = await Browser.of(product);
    const { ticket, methods } = (await browser.signIn(name)).body.secondFactor;
    expect(methods).toEqual(['passkey', 'recovery-code']);
    const asked = await browser.send('POST', '/auth/second-factor/passkey/options', { ticket });
    expect(asked.body.options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(asked.body.options.allowCredentials).toHaveLength(1);
    const credential = key.get(asked.body.options);
    const answer = { ticket, credential };
    expect((await browser.send('POST', '/auth/second-factor/passkey', answer)).status).toBe(200);
    expect((await browser.send('GET', '/me')).status).toBe(200);
  });

  it('of somebody else are no second factor', async () => {
    const { name } = await guarded();
    const other = await guarded();
    const browser = await Browser.of(product);
    const { ticket } = (await browser.signIn(name)).body.secondFactor;
    const asked = await browser.send('POST', '/auth/second-factor/passkey/options', { ticket });
    const credential = other.key.get(asked.body.options);
    const answer = await browser.send('POST', '/auth/second-factor/passkey', {
      ticket,
      credential,
    });
    expect(answer.body).toMatchObject({ status: 422, code: 'passkey-refused' });
  });

  it.each(LIES)('A07 are not set up with %s', async (_name, deviation) => {
    const { browser } = await somebody();
    const answer = await add(browser, new SoftwareAuthenticator(), deviation);
    expect([401, 422]).toContain(answer.status);
    expect((await browser.send('GET', '/me/second-factor')).body.passkeys).toEqual([]);
  });

  it.each([
    ...LIES,
    ['a signature of another key', { isForged: true }],
    ['an answer that was meant for setting one up', { type: 'webauthn.create' }],
  ] as const)('A07 sign nobody in with %s', async (_name, deviation) => {
    const { key } = await guarded();
    const browser = await Browser.of(product);
    const answer = await signInWith(browser, key, deviation);
    expect(answer.body).toMatchObject({ status: 422, code: 'passkey-refused' });
    expect(browser.refreshToken).toBeUndefined();
    expect((await signInWith(browser, key)).status).toBe(200);
  });

  it('A07 whose counter stands still or goes back are copies, and sign nobody in', async () => {
    const { key } = await guarded();
    const browser = await Browser.of(product);
    expect((await signInWith(browser, key, { counter: 41 })).status).toBe(200);
    for (const counter of [41, 40, 1, 0])
      expect((await signInWith(browser, key, { counter })).body.code).toBe('passkey-refused');
    expect((await signInWith(browser, key, { counter: 42 })).status).toBe(200);
  });

  it('A07 that do not count at all are taken, as the standard has it', async () => {
    const { key } = await guarded();
    const browser = await Browser.of(product);
    for (let n = 0; n < 2; n += 1)
      expect((await signInWith(browser, key, { counter: 0 })).status).toBe(200);
  });

  it('A07 answer a challenge once, in time, and the one that was put to them', async () => {
    const { key } = await guarded();
    const browser = await Browser.of(product);
    const ask = async () => (await browser.send('POST', '/auth/passkeys/options')).body;
    const first = await ask();
    const answer = { ticket: first.ticket, credential: key.get(first.options) };
    expect((await browser.send('POST', '/auth/passkeys', answer)).status).toBe(200);
    expect((await browser.send('POST', '/auth/passkeys', answer)).body.code).toBe(
      'sign-in-expired',
    );
    const second = await ask();
    const replayed = { ticket: second.ticket, credential: answer.credential };
    expect((await browser.send('POST', '/auth/passkeys', replayed)).body.code).toBe(
      'passkey-refused',
    );
    const third = await ask();
    await product.owner.query(
      "update sign_in_tickets set expires_at = expires_at - interval '5 minutes'",
    );
    const late = { ticket: third.ticket, credential: key.get(third.options) };
    expect((await browser.send('POST', '/auth/passkeys', late)).body.code).toBe('sign-in-expired');
  });

  it('refuse what is no answer at all', async () => {
    await guarded();
    const browser = await Browser.of(product);
    for (const credential of [
      {},
      { id: 5 },
      { id: 'x', response: null },
      { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: '!' } },
      { id: '__proto__', response: {} },
    ]) {
      const { ticket } = (await browser.send('POST', '/auth/passkeys/options')).body;
      const answer = await browser.send('POST', '/auth/passkeys', { ticket, credential });
      expect(answer.body).toMatchObject({ status: 422, code: 'passkey-refused' });
      const own = await somebody();
      const setUp = await own.browser.send('POST', '/me/passkeys', { name: 'x', credential });
      expect(setUp.body).toMatchObject({ status: 422, code: 'passkey-refused' });
    }
  });

  it('are not set up with a challenge that was put to somebody else', async () => {
    const { browser } = await somebody();
    const other = await somebody();
    const { body } = await other.browser.send('POST', '/me/passkeys/options');
    const credential = new SoftwareAuthenticator().create(body.options);
    const answer = await browser.send('POST', '/me/passkeys', { name: 'mine', credential });
    expect(answer.body.code).toBe('passkey-refused');
  });

  it('belong to one person: the same one is not set up twice', async () => {
    const { browser, key } = await guarded();
    expect((await add(browser, key)).body.code).toBe('passkey-known');
    const other = await somebody();
    expect((await add(other.browser, key)).body.code).toBe('passkey-known');
  });

  it('are named, renamed and removed; the last one takes the recovery codes along', async () => {
    const { browser, email, codes } = await guarded();
    expect(codes).toHaveLength(10);
    const second = await add(browser, new SoftwareAuthenticator());
    expect(second.body.recoveryCodes).toBeNull();
    const { passkeys } = (await browser.send('GET', '/me/second-factor')).body;
    expect(passkeys).toHaveLength(2);
    const url = (index: number) => `/me/passkeys/${passkeys[index].id}`;
    expect((await browser.send('PATCH', url(0), { name: 'Telefon' })).status).toBe(204);
    const shown = (await browser.send('GET', '/me/second-factor')).body.passkeys;
    expect(shown[0]).toMatchObject({ name: 'Telefon', lastUsedAt: null });
    expect((await browser.send('DELETE', url(0))).status).toBe(204);
    expect((await browser.send('GET', '/me')).body.hasSecondFactor).toBe(true);
    expect((await browser.send('DELETE', url(1))).status).toBe(204);
    expect((await browser.send('DELETE', url(1))).status).toBe(404);
    expect((await browser.send('GET', '/me')).body.hasSecondFactor).toBe(false);
    expect((await browser.send('GET', '/me/second-factor')).body.recoveryCodesLeft).toBe(0);
    expect((await mailsTo(product, email)).map((mail) => mail.kind)).toEqual(
      Array.from({ length: 4 }, () => 'second-factor-changed'),
    );
  });

  it('of somebody else are not there to rename or remove', async () => {
    const { browser } = await somebody();
    const other = await guarded();
    const { passkeys } = (await other.browser.send('GET', '/me/second-factor')).body;
    const url = `/me/passkeys/${passkeys[0].id}`;
    expect((await browser.send('PATCH', url, { name: 'mine' })).status).toBe(404);
    expect((await browser.send('DELETE', url)).status).toBe(404);
  });

  it('A13 prove once more who sits there, for their own session only', async () => {
    const { browser, userId, key } = await guarded();
    const other = await guarded();
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '301 seconds' where user_id = $1",
      [userId],
    );
    const setUp = () => browser.send('POST', '/me/passkeys/options');
    expect((await setUp()).body.code).toBe('step-up-required');
    expect((await browser.send('POST', '/me/step-up', { password: PASSWORD })).status).toBe(422);
    const foreign = (await other.browser.send('POST', '/me/step-up/passkey/options')).body;
    const stolen = { ticket: foreign.ticket, credential: other.key.get(foreign.options) };
    expect((await browser.send('POST', '/me/step-up/passkey', stolen)).body.code).toBe(
      'passkey-refused',
    );
    const asked = (await browser.send('POST', '/me/step-up/passkey/options')).body;
    const answer = { ticket: asked.ticket, credential: key.get(asked.options) };
    expect((await browser.send('POST', '/me/step-up/passkey', answer)).status).toBe(200);
    expect((await setUp()).status).toBe(200);
  });

  it('A12 sign nobody in who is disabled', async () => {
    const { userId, key } = await guarded();
    await product.owner.query('update users set is_disabled = true where id = $1', [userId]);
    expect((await signInWith(await Browser.of(product), key)).body.code).toBe('passkey-refused');
  });
});
