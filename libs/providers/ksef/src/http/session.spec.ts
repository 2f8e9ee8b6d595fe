import { createPublicKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ProviderRequest } from '@invoicetracker/provider-kit';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';

import { scripted, SIGNED_IN_AT } from '../../test/scripted-context.js';
import { ksef } from '../capabilities.js';
import { openSession } from './session.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const VALID = { validFrom: '2026-01-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' };
const certificate = (more: object = {}) => ({
  certificate: spki,
  publicKeyId: 'the-newest',
  usage: ['KsefTokenEncryption'],
  ...VALID,
  ...more,
});

interface Play {
  readonly certificates?: readonly object[];
  readonly states?: readonly number[];
  readonly redeemed?: object;
}

/** Plays signing in; afterwards everything is answered with 200. */
function signingIn(play: Play = {}) {
  const states = [...(play.states ?? [200])];
  const context = scripted(({ method, path }) => {
    if (path === '/auth/challenge') return { body: { challenge: 'c', timestampMs: SIGNED_IN_AT } };
    if (path.startsWith('/security/')) return { body: play.certificates ?? [certificate()] };
    if (path === '/auth/ksef-token')
      return {
        status: 202,
        body: { referenceNumber: 'ref/1', authenticationToken: { token: 'pass' } },
      };
    if (path === '/auth/token/redeem')
      return (
        play.redeemed ?? { body: { accessToken: { token: 'a' }, refreshToken: { token: 'r' } } }
      );
    return method === 'GET' ? { body: { status: { code: states.shift() ?? 200 } } } : {};
  });
  context.memory.clear();
  return context;
}

const paths = (asked: readonly ProviderRequest[]) => asked.map(({ path }) => path);

describe('signing in', () => {
  it('encrypts the token with the time KSeF gave, and waits until it was looked at', async () => {
    const context = signingIn({ states: [100, 100, 200] });
    expect(await openSession(context)).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      at: SIGNED_IN_AT,
    });
    const begun = context.asked.find(({ path }) => path === '/auth/ksef-token');
    const { encryptedToken, ...rest } = begun?.body as Record<string, string>;
    const secret = privateDecrypt(
      { key: privateKey, oaepHash: 'sha256' },
      Buffer.from(encryptedToken ?? '', 'base64'),
    );
    expect(secret.toString()).toBe(`the-token-itself|${SIGNED_IN_AT}`);
    expect(rest).toMatchObject({
      publicKeyId: 'the-newest',
      contextIdentifier: { type: 'Nip', value: '5252445767' },
    });
    expect(context.waits).toHaveLength(2);
    expect(paths(context.asked)).toContain('/auth/ref%2F1');
  });

  it('happens once, however many ask at one time', async () => {
    const context = signingIn();
    await Promise.all([1, 2, 3, 4].map(() => openSession(context)));
    expect(paths(context.asked).filter((path) => path === '/auth/token/redeem')).toHaveLength(1);
  });

  it('takes the newest key that is valid and meant for tokens', async () => {
    const context = signingIn({
      certificates: [
        certificate({ publicKeyId: 'older', validFrom: '2025-12-01T00:00:00Z' }),
        certificate(),
        certificate({ publicKeyId: 'over', validTo: '2026-03-01T00:00:00Z' }),
        certificate({ publicKeyId: 'to come', validFrom: '2026-04-01T00:00:00Z' }),
        certificate({ publicKeyId: 'other use', usage: ['SymmetricKeyEncryption'] }),
      ],
    });
    await openSession(context);
    const begun = context.asked.find(({ path }) => path === '/auth/ksef-token');
    expect(begun?.body).toMatchObject({ publicKeyId: 'the-newest' });
  });

  it.each([
    ['no key', []],
    ['a key that is none', [certificate({ certificate: 'AAAA' })]],
  ])('waits for better times when KSeF publishes %s', async (_, certificates) => {
    await expect(openSession(signingIn({ certificates }))).rejects.toMatchObject({
      actor: 'retry',
      code: 'no-encryption-key',
    });
  });

  it.each([
    [450, 'reconnect', 'key-refused'],
    [425, 'reconnect', 'key-refused'],
    [415, 'reconnect', 'scope-missing'],
    [500, 'retry', 'provider-failing'],
    [550, 'retry', 'provider-failing'],
  ])('that ends with %d needs: %s', async (state, actor, code) => {
    const context = signingIn({ states: [100, state] });
    await expect(openSession(context)).rejects.toMatchObject({ actor, code });
    expect(paths(context.asked)).not.toContain('/auth/token/redeem');
    // the failure is not remembered: a later request signs in anew
    expect(context.memory.size).toBe(0);
  });

  it('gives up when KSeF never makes up its mind', async () => {
    const states = Array.from({ length: 99 }, () => 100);
    await expect(openSession(signingIn({ states }))).rejects.toMatchObject({
      actor: 'retry',
      code: 'sign-in-slow',
    });
  });

  it('reads a published public key as well as a certificate', () => {
    const der = Buffer.from(spki, 'base64');
    expect(createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyType).toBe(
      'rsa',
    );
  });
});

describe('a session', () => {
  const NIP = '5252445767';

  async function withSandbox(
    work: (sandbox: Sandbox, tick: (ms: number) => void) => Promise<void>,
  ) {
    let now = SIGNED_IN_AT;
    const clock = () => new Date(now);
    const sandbox = await startSandbox({ clock, invoices: 5, mix: 'open', limits: false });
    try {
      await work(sandbox, (ms) => (now += ms));
    } finally {
      await sandbox.close();
    }
  }

  const count = (sandbox: Sandbox, path: string) => sandbox.ksef.requests().counts[path] ?? 0;

  it('is renewed when it has run out, and signed in anew after days', () =>
    withSandbox(async (sandbox, tick) => {
      const context = instantTransport(ksef, sandbox.ksef.baseUrl, {
        nip: NIP,
        token: 'sandbox-long',
      });
      await ksef.testConnection(context);
      tick(16 * 60_000);
      await ksef.testConnection(context);
      expect(count(sandbox, 'POST /auth/token/refresh')).toBe(1);
      expect(count(sandbox, 'POST /auth/token/redeem')).toBe(1);
      tick(8 * 24 * 3_600_000);
      await ksef.testConnection(context);
      expect(count(sandbox, 'POST /auth/token/redeem')).toBe(2);
    }));

  it('that KSeF no longer takes at all asks for another token', () =>
    withSandbox(async (sandbox) => {
      const context = instantTransport(ksef, sandbox.ksef.baseUrl, {
        nip: NIP,
        token: 'sandbox-dead',
      });
      await ksef.testConnection(context);
      sandbox.ksef.fault({ match: '^/', kind: 'expired-key' });
      await expect(ksef.testConnection(context)).rejects.toMatchObject({
        actor: 'reconnect',
        code: 'key-refused',
      });
    }));
});
