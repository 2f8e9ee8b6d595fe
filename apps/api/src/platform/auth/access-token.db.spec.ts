import { createHmac, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Browser } from '../../../test/support/browser.js';
import { Product } from '../../../test/support/product.js';
import { parseKeyList } from '../../config/key-list.js';

type Fields = Record<string, unknown>;

const OLD_KEY = randomBytes(32);
const NEW_KEY = randomBytes(32);
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const RSA_PUBLIC = RSA.publicKey.export({ type: 'spki', format: 'pem' });

describe('access tokens', () => {
  let product: Product;
  let browser: Browser;
  let claims: Fields;
  let header: Fields;
  let other: Fields;

  beforeAll(async () => {
    product = await Product.start({
      JWT_KEYS: `t2:${NEW_KEY.toString('base64')},t1:${OLD_KEY.toString('base64')}`,
    });
    await product.user('anna');
    await product.user('olga');
    browser = await Browser.of(product);
    await browser.signIn('anna');
    [header, claims] = partsOf(browser.accessToken!);
    const second = await Browser.of(product);
    await second.signIn('olga');
    [, other] = partsOf(second.accessToken!);
  });
  afterAll(() => product.close());

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const partsOf = (token: string) =>
    token
      .split('.')
      .slice(0, 2)
      .map((text) => JSON.parse(Buffer.from(text, 'base64url').toString())) as [Fields, Fields];
  const hmac = (text: string, key: string | Buffer, hash = 'sha256') =>
    createHmac(hash, key).update(text).digest('base64url');
  const without = (fields: Fields, name: string) =>
    Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
  /** A token with a valid signature of our key, whatever it says. */
  const signed = (more: Fields = {}, said: Fields = {}, key: Buffer = NEW_KEY) => {
    const text = `${part({ ...header, ...more })}.${part({ ...claims, ...said })}`;
    return `${text}.${hmac(text, key)}`;
  };
  const signedParts = (first: unknown, second: unknown) => {
    const text = `${part(first)}.${part(second)}`;
    return `${text}.${hmac(text, NEW_KEY)}`;
  };
  const status = async (token: string) =>
    (await browser.send('GET', '/me', undefined, { authorization: `Bearer ${token}` })).status;

  it('A09 live ten minutes, and say who issued them for whom, from when and until when', () => {
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: 't2' });
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nbf', 'sid', 'sub']);
    expect(claims).toMatchObject({ iss: 'invoicetracker', aud: 'invoicetracker-api' });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600);
    expect(claims['nbf']).toBe(claims['iat']);
  });

  it('A09 are taken as they were issued, also under the key before the newest', async () => {
    expect(await status(browser.accessToken!)).toBe(200);
    expect(await status(signed())).toBe(200);
    expect(await status(signed({ kid: 't1' }, {}, OLD_KEY))).toBe(200);
  });

  it('A09 are refused in every one of the ways in the table', async () => {
    const now = Number(claims['iat']);
    const text = `${part(header)}.${part(claims)}`;
    const good = `${text}.${hmac(text, NEW_KEY)}`;
    const flipped = good.slice(0, -2) + (good.at(-2) === 'A' ? 'B' : 'A') + good.at(-1);
    const sealing = parseKeyList(product.settings.SEALING_KEYS)[0]![1];
    const rsaText = `${part({ ...header, alg: 'RS256' })}.${part(claims)}`;
    const attacks: Record<string, string> = {
      // the algorithm
      'alg none': `${part({ ...header, alg: 'none' })}.${part(claims)}.`,
      'alg None': `${part({ ...header, alg: 'None' })}.${part(claims)}.`,
      'alg NONE': `${part({ ...header, alg: 'NONE' })}.${part(claims)}.`,
      'alg nOnE': `${part({ ...header, alg: 'nOnE' })}.${part(claims)}.`,
      'alg none, signed all the same': signed({ alg: 'none' }),
      'alg hs256': signed({ alg: 'hs256' }),
      'alg left out': signedParts(without(header, 'alg'), claims),
      'alg null': signed({ alg: null }),
      'alg a list': signed({ alg: ['HS256'] }),
      'alg HS384': `${part({ ...header, alg: 'HS384' })}.${part(claims)}.${hmac(`${part({ ...header, alg: 'HS384' })}.${part(claims)}`, NEW_KEY, 'sha384')}`,
      'alg HS512': `${part({ ...header, alg: 'HS512' })}.${part(claims)}.${hmac(`${part({ ...header, alg: 'HS512' })}.${part(claims)}`, NEW_KEY, 'sha512')}`,
      'alg RS256 by a key of the attacker': `${rsaText}.${sign('sha256', Buffer.from(rsaText), RSA.privateKey).toString('base64url')}`,
      'alg RS256, the public key as secret': `${rsaText}.${hmac(rsaText, RSA_PUBLIC)}`,
      'alg ES256': signed({ alg: 'ES256' }),
      'alg PS256': signed({ alg: 'PS256' }),
      'alg EdDSA': signed({ alg: 'EdDSA' }),
      // the key
      'kid unknown': signed({ kid: 't9' }),
      'kid left out': signedParts(without(header, 'kid'), claims),
      'kid empty': signed({ kid: '' }),
      'kid null': signed({ kid: null }),
      'kid a list': signed({ kid: ['t2'] }),
      'kid a number': signed({ kid: 2 }),
      'kid a path': `${part({ ...header, kid: '../../../dev/null' })}.${part(claims)}.${hmac(`${part({ ...header, kid: '../../../dev/null' })}.${part(claims)}`, '')}`,
      'kid with SQL': signed({ kid: "t2' or '1'='1" }),
      'kid __proto__': signed({ kid: '__proto__' }),
      'kid of the other key': signed({ kid: 't1' }),
      'the key that seals': signed({ kid: 'k1' }, {}, sealing),
      'the key that seals, under our name': signed({}, {}, sealing),
      'an empty key': signed({}, {}, Buffer.alloc(0)),
      'a key that is brought along': signed({
        jwk: { kty: 'oct', k: NEW_KEY.toString('base64url') },
      }),
      'a key to be fetched (jku)': signed({ jku: 'https://evil.example/keys.json' }),
      'a key to be fetched (x5u)': signed({ x5u: 'https://evil.example/cert.pem' }),
      'a certificate chain': signed({ x5c: ['MIIB'] }),
      'a critical extension': signed({ crit: ['exp'] }),
      'an unencoded payload': signed({ b64: false, crit: ['b64'] }),
      'a compressed payload': signed({ zip: 'DEF' }),
      'a nested token': signed({ cty: 'JWT' }),
      // the kind of token
      'typ JWT': signed({ typ: 'JWT' }),
      'typ left out': signedParts(without(header, 'typ'), claims),
      'typ of another token': signed({ typ: 'portal+jwt' }),
      // what it says
      'iss of somebody else': signed({}, { iss: 'evil' }),
      'iss left out': signedParts(header, without(claims, 'iss')),
      'aud of the portal': signed({}, { aud: 'invoicetracker-portal' }),
      'aud left out': signedParts(header, without(claims, 'aud')),
      'exp gone by': signed({}, { iat: now - 700, nbf: now - 700, exp: now - 100 }),
      'exp left out': signedParts(header, without(claims, 'exp')),
      'exp as text': signed({}, { exp: String(now + 600) }),
      'exp in ten years': signed({}, { exp: now + 10 * 365 * 86_400 }),
      'exp without end': signed({}, { exp: Number.MAX_VALUE }),
      'nbf to come': signed({}, { nbf: now + 300 }),
      'nbf left out': signedParts(header, without(claims, 'nbf')),
      'iat left out': signedParts(header, without(claims, 'iat')),
      'sub left out': signedParts(header, without(claims, 'sub')),
      'sub no id': signed({}, { sub: 'anna' }),
      'sub of somebody else, sid of mine': signed({}, { sub: other['sub'] }),
      'sid of somebody else, sub of mine': signed({}, { sid: other['sid'] }),
      'sid left out': signedParts(header, without(claims, 'sid')),
      'sid of no session': signed({}, { sid: randomUUID() }),
      'sid a list': signed({}, { sid: [claims['sid']] }),
      // the signature and the form
      'signature left out': `${text}.`,
      'signature cut': good.slice(0, -4),
      'signature with a changed bit': flipped,
      'signature of other claims': `${part(header)}.${part({ ...claims, sub: other['sub'] })}.${good.split('.')[2]}`,
      'signature in other base64': `${text}.${Buffer.from(good.split('.')[2]!, 'base64url').toString('base64')}`,
      'two parts': text,
      'four parts': `${good}.${part({})}`,
      'five parts': `${good}.${part({})}.${part({})}`,
      'header no JSON': `${Buffer.from('{').toString('base64url')}.${part(claims)}.x`,
      'header null': signedParts(null, claims),
      'claims no object': signedParts(header, 'anna'),
      'claims null': signedParts(header, null),
      'only dots': '..',
    };
    expect(Object.keys(attacks).length).toBeGreaterThanOrEqual(60);
    const letIn: string[] = [];
    for (const [name, token] of Object.entries(attacks))
      if ((await status(token)) !== 401) letIn.push(name);
    expect(letIn).toEqual([]);
    expect(await status(good)).toBe(200);
  });

  it('A09 are taken from the Authorization header and from nowhere else', async () => {
    const token = browser.accessToken!;
    const none = { authorization: null };
    for (const [url, headers] of [
      [`/me?access_token=${token}`, none],
      [`/me?token=${token}`, none],
      ['/me', { ...none, cookie: `access_token=${token}` }],
      ['/me', { ...none, cookie: `__Host-invoicetracker=${token}` }],
      ['/me', { ...none, 'x-access-token': token }],
      ['/me', { authorization: token }],
      ['/me', { authorization: `Basic ${token}` }],
      ['/me', { authorization: `Bearer "${token}"` }],
    ] as const)
      expect({ url, status: (await browser.send('GET', url, undefined, headers)).status }).toEqual({
        url,
        status: 401,
      });
  });
});
