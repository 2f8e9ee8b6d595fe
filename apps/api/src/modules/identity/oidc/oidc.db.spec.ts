import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { CLIENT, IdentityProvider } from '../../../../test/support/identity-provider.js';
import { type Caller, Product } from '../../../../test/support/product.js';

const CALLBACK = '/api/v1/auth/oidc/callback';

describe('A15 single sign-on', () => {
  let product: Product;
  let provider: IdentityProvider;
  let anna: Caller;
  let firm: Firm;
  let serial = 0;

  beforeAll(async () => {
    provider = await IdentityProvider.start(`http://localhost:3000${CALLBACK}`);
    product = await Product.start({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Biuro',
    });
    const annaId = await product.user('anna');
    anna = await product.signedIn('anna');
    firm = await Firm.make(product, 'Firma', [{ userId: annaId, role: 'admin' }]);
  });
  afterAll(async () => {
    await product.close();
    await provider.close();
  });
  beforeEach(() => {
    provider.signedIn = `subject-${(serial += 1)}`;
    provider.people.set(provider.signedIn, {});
  });

  interface Started {
    readonly cookie: string;
    readonly redirectUrl: string;
  }
  const cookieOf = (headers: Record<string, unknown>) =>
    [headers['set-cookie']]
      .flat()
      .map((text) => String(text).split(';')[0]!)
      .find((pair) => pair.startsWith('__Host-invoicetracker-oidc=')) ?? '';
  const start = async (next?: string): Promise<Started> => {
    const reply = await (
      await product.api()
    ).inject({
      method: 'POST',
      url: '/api/v1/auth/oidc/start',
      payload: next === undefined ? {} : { next },
    });
    return { cookie: cookieOf(reply.headers), redirectUrl: reply.json().redirectUrl };
  };
  const comeBack = async (cookie: string, search: string) => {
    const reply = await (
      await product.api()
    ).inject({ url: `${CALLBACK}${search}`, headers: cookie === '' ? {} : { cookie } });
    const refresh = reply.cookies.find((one) => one.name === '__Host-invoicetracker');
    return { status: reply.statusCode, location: reply.headers.location ?? '', refresh };
  };
  const signIn = async (next?: string) => {
    const { cookie, redirectUrl } = await start(next);
    return comeBack(cookie, (await provider.visit(redirectUrl)).search);
  };
  const invite = (email: string) =>
    anna('POST', `/accounts/${firm.accountId}/invitations`, { email, role: 'viewer' });
  /** An invited person who has come in for the first time. */
  const newcomer = async () => {
    const email = `sso${serial}@people.example`;
    await invite(email);
    provider.people.set(provider.signedIn, { email, email_verified: true, name: 'Nowa Osoba' });
    return { email, first: await signIn() };
  };

  it('is offered to the sign-in page', async () => {
    const reply = await (await product.api()).inject({ url: '/api/v1/instance' });
    expect(reply.json()).toMatchObject({ oidc: { name: 'Biuro' }, hasSystemMail: true });
  });

  it('uses the code flow with PKCE, state, nonce and the exact address', async () => {
    const { redirectUrl, cookie } = await start();
    const { searchParams } = new URL(redirectUrl);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `http://localhost:3000${CALLBACK}`,
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(cookie).not.toContain(searchParams.get('state'));
  });

  it('lets an invited person with a verified address in, and knows them again', async () => {
    const { email, first } = await newcomer();
    expect(first).toMatchObject({ status: 303, location: '/' });
    expect(first.refresh).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
    const { rows } = await product.owner.query(
      `select u.name, u.email_verified_at is not null as verified, m.role, s.method from users u
         join memberships m on m.user_id = u.id join sessions s on s.user_id = u.id where u.email = $1`,
      [email],
    );
    expect(rows).toEqual([{ name: 'Nowa Osoba', verified: true, role: 'viewer', method: 'oidc' }]);
    provider.people.set(provider.signedIn, { email: 'other@x.example', email_verified: true });
    expect(await signIn('/cases?state=active')).toMatchObject({
      status: 303,
      location: '/cases?state=active',
    });
    const { rows: people } = await product.owner.query(
      'select count(*)::int as n from oidc_identities where subject = $1',
      [provider.signedIn],
    );
    expect(people).toEqual([{ n: 1 }]);
  });

  it.each([
    ['nobody invited', 'nobody@x.example', true, 'not-invited'],
    ['an unverified address', 'sso-unverified@people.example', false, 'not-invited'],
    ['no address at all', undefined, undefined, 'not-invited'],
    ['the address of somebody else here', 'anna@people.example', true, 'not-invited'],
  ])('lets nobody in by address alone: %s', async (_what, email, verified, refusal) => {
    if (email === 'sso-unverified@people.example') await invite(email);
    provider.people.set(provider.signedIn, {
      ...(email === undefined ? {} : { email }),
      ...(verified === undefined ? {} : { email_verified: verified }),
    });
    const back = await signIn();
    expect(back.location).toBe(`/sign-in#oidc-error=${refusal}`);
    expect(back.refresh).toBeUndefined();
  });

  it('does not take over a sign-in that has the invited address', async () => {
    await product.user('ewa');
    await invite('ewa@people.example');
    provider.people.set(provider.signedIn, { email: 'ewa@people.example', email_verified: true });
    expect((await signIn()).location).toBe('/sign-in#oidc-error=not-linked');
  });

  it('refuses what did not begin in this browser, is over, forged or used', async () => {
    await newcomer();
    const begun = await start();
    const back = await provider.visit(begun.redirectUrl);
    const other = await start();
    const exchanged = provider.exchanges;
    const wrongState = new URLSearchParams(back.search);
    wrongState.set('state', 'x'.repeat(43));
    const wrongIssuer = new URLSearchParams(back.search);
    wrongIssuer.set('iss', 'https://evil.example');
    for (const [cookie, search] of [
      ['', back.search],
      ['__Host-invoicetracker-oidc=forged', back.search],
      [other.cookie, back.search],
      [begun.cookie, `?${wrongState}`],
      [begun.cookie, `?${wrongIssuer}`],
      [begun.cookie, ''],
      [begun.cookie, '?error=access_denied'],
    ] as const) {
      const answer = await comeBack(cookie, search);
      expect(answer.location).toMatch(/^\/sign-in#oidc-error=(expired|failed)$/);
      expect(answer.refresh).toBeUndefined();
    }
    expect(provider.exchanges).toBe(exchanged);
    expect((await comeBack(begun.cookie, back.search)).location).toBe('/');
    expect((await comeBack(begun.cookie, back.search)).location).toBe('/sign-in#oidc-error=failed');
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'cases', '/a b'])(
    'sends nobody to another site afterwards: %s',
    async (next) => {
      const reply = await (
        await product.api()
      ).inject({ method: 'POST', url: '/api/v1/auth/oidc/start', payload: { next } });
      expect(reply.statusCode).toBe(400);
    },
  );

  it('still asks for the second factor that the person has set up here', async () => {
    const { email } = await newcomer();
    await product.owner.query(
      `insert into user_totp (user_id, sealed_seed, confirmed_at, created_at) select id, 'x', now(), now() from users where email = $1`,
      [email],
    );
    const back = await signIn('/cases');
    expect(back.refresh).toBeUndefined();
    const said = new URLSearchParams(back.location.replace('/sign-in#', ''));
    expect(Object.fromEntries(said)).toMatchObject({
      ticket: expect.stringMatching(/^[\w-]{43}$/),
      methods: 'totp,recovery-code',
      next: '/cases',
    });
  });

  it('keeps disabled people out', async () => {
    const { email } = await newcomer();
    await product.owner.query('update users set is_disabled = true where email = $1', [email]);
    expect((await signIn()).location).toBe('/sign-in#oidc-error=disabled');
  });

  it('is linked by somebody who is signed in, to one person only, and untied again', async () => {
    const link = async (caller: Caller) => {
      const { body, headers } = await caller('POST', '/me/oidc/link', { next: '/profile' });
      return comeBack(cookieOf(headers), (await provider.visit(body.redirectUrl)).search);
    };
    expect((await anna('GET', '/me/oidc')).body).toEqual({ isLinked: false });
    expect((await link(anna)).location).toBe('/profile');
    expect((await anna('GET', '/me/oidc')).body).toEqual({ isLinked: true });
    expect((await signIn()).refresh).toBeDefined();
    await product.user('ola');
    const ola = await product.signedIn('ola');
    expect((await link(ola)).location).toBe('/sign-in#oidc-error=identity-taken');
    expect((await anna('DELETE', '/me/oidc')).status).toBe(204);
    expect((await signIn()).location).toBe('/sign-in#oidc-error=not-invited');
  });

  it('is not there where the installation has none', async () => {
    const without = await Product.start();
    try {
      const reply = await (
        await without.api()
      ).inject({ method: 'POST', url: '/api/v1/auth/oidc/start', payload: {} });
      expect(reply.statusCode).toBe(404);
    } finally {
      await without.close();
    }
  });
});
