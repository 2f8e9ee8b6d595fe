import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { AppModule } from '../../src/app.module.js';
import { createHttpApp } from '../../src/platform/http/create-http-app.js';
import { type Operation, operations, resolved, type Schema } from './sweep/operations.js';
import { SweepWorld } from './sweep/sweep-world.js';

/** Single choices, of which the later one counts, and that is meant: nothing that was written is lost. */
const WITHOUT_VERSION = new Set([
  'PATCH /accounts/{accountId}/members/{userId}',
  'PUT /accounts/{accountId}/features',
  'PUT /accounts/{accountId}/policy-assignments',
]);

/** Texts that make a careless pattern go through every way of reading them. */
const LONG_TEXTS = [
  'a',
  '0',
  ' ',
  '@',
  'a@',
  'a.',
  '-',
  'a,',
  '(',
  '\\',
  '{{',
  '<a ',
  'ą',
  '=\t',
].map((part) => `${part.repeat(100_000 / part.length)}!`);

describe('the walls of the API towards the web', () => {
  let world: SweepWorld;

  beforeAll(async () => {
    world = await SweepWorld.start();
  });
  afterAll(() => world.close());

  const urlOf = (operation: Operation) =>
    operation.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => world.ids.ours[name]!);
  const asAdmin = async (operation: Operation, body?: unknown, headers: object = {}) => {
    await world.keepAwake();
    const isOperators = operation.rule.who === 'instance-admin';
    const actor = world.actor(isOperators ? 'instance admin' : 'admin');
    return actor.send(operation.method, urlOf(operation), body, headers);
  };
  const inject = async (url: string, headers: Record<string, string> = {}) =>
    (await world.product.api()).inject({ method: 'GET', url, headers });

  const updates = operations.filter(
    ({ method, isInAccount, name }) =>
      isInAccount && ['PUT', 'PATCH'].includes(method) && !WITHOUT_VERSION.has(name),
  );
  it.each(updates.map((operation) => [operation.name, operation] as const))(
    'W05 %s wants to know which version was read, and refuses an old one',
    async (_name, operation) => {
      const body = world.body(operation, world.ids.ours);
      const before = await world.rows.digests(world.ids.ours.accountId);
      expect(await asAdmin(operation, body)).toMatchObject({
        status: 428,
        text: expect.stringContaining('if-match-missing'),
      });
      expect(await asAdmin(operation, body, { 'if-match': 'W/"987654"' })).toMatchObject({
        status: 412,
        text: expect.stringContaining('stale'),
      });
      expect((await asAdmin(operation, body, { 'if-match': '*' })).status).toBe(412);
      expect(await world.rows.digests(world.ids.ours.accountId)).toEqual(before);
    },
  );

  const withTexts = operations.filter(
    (operation) => operation.body !== null && textsIn(operation.body).length > 0,
  );
  it.each(withTexts.map((operation) => [operation.name, operation] as const))(
    'W10 %s answers texts of 100 KB in every field',
    async (_name, operation) => {
      const body = world.body(operation, world.ids.ours)!;
      for (const field of textsIn(operation.body!)) {
        for (const text of LONG_TEXTS) {
          const answer = await asAdmin(
            operation,
            { ...body, [field]: text },
            { 'if-match': '"1"' },
          );
          expect(answer.status).toBeLessThan(500);
        }
      }
    },
  );

  it.each(
    operations
      .filter((operation) => operation.query.length > 0)
      .map((operation) => [operation.name, operation] as const),
  )('W10 %s answers long texts in every part of its query', async (_name, operation) => {
    const actor = world.actor(operation.rule.who === 'instance-admin' ? 'instance admin' : 'admin');
    for (const { name } of operation.query) {
      for (const text of LONG_TEXTS) {
        const value = encodeURIComponent(text.slice(0, 2500));
        const answer = await actor.send('GET', `${urlOf(operation)}?${name}=${value}`);
        expect(answer.status).toBeLessThan(500);
      }
    }
  });

  it.each(
    operations
      .filter(({ method }) => method === 'GET')
      .map((operation) => [operation.name, operation] as const),
  )('W07 W08 %s is kept by no cache and opened to no other site', async (_name, operation) => {
    const origin = 'https://evil.example';
    for (const authorization of ['', 'Bearer x.y.z']) {
      const answer = await inject(`/api/v1${urlOf(operation)}`, { origin, authorization });
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  it('W08 grants no other site a preflight', async () => {
    const answer = await (
      await world.product.api()
    ).inject({
      method: 'OPTIONS',
      url: `/api/v1/accounts/${world.ids.ours.accountId}/cases`,
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('W06 sends the same security headers from the api and from Nginx', async () => {
    const settings = { ...world.product.settings, PUBLIC_URL: 'https://invoices.example.com' };
    const app = await createHttpApp(AppModule.forRoot(settings, 'api'), settings);
    try {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      const { headers } = await app.inject({ method: 'GET', url: '/api/v1/health/live' });
      const sent = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      );
      for (const [name, value] of Object.entries(headersOfNginx())) {
        if (name === 'permissions-policy') continue; // says what documents may do, and the api has none
        expect({ [name]: directives(sent[name] ?? '') }).toEqual({ [name]: directives(value) });
      }
    } finally {
      await app.close();
    }
  });

  it('W06 lets no script run that is not a file of ours, and no page frame us', () => {
    const policy = headersOfNginx()['content-security-policy']!;
    const scripts = directives(policy).find((one) => one.startsWith('script-src'));
    expect(scripts).toBe("script-src 'self'");
    expect(directives(policy)).toEqual(
      expect.arrayContaining(["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]),
    );
    const seconds = /max-age=(\d+)/.exec(headersOfNginx()['strict-transport-security']!)![1];
    expect(Number(seconds)).toBeGreaterThanOrEqual(31_536_000);
  });

  it('W08 believes a forwarded address only from a proxy it was told of', async () => {
    const addressSeen = async (trusted: string[], from: string) => {
      const settings = { ...world.product.settings, TRUSTED_PROXIES: trusted };
      const app = await createHttpApp(AppModule.forRoot(settings, 'api'), settings);
      try {
        await app.init();
        await app.getHttpAdapter().getInstance().ready();
        await world.product.owner.query('delete from call_buckets');
        await app.inject({
          method: 'POST',
          url: '/api/v1/auth/sign-in',
          payload: { username: 'nobody', password: 'a password that is wrong' },
          remoteAddress: from,
          headers: { 'x-forwarded-for': '203.0.113.77' },
        });
        const { rows } = await world.product.owner.query<{ bucket: string }>(
          "select bucket from call_buckets where bucket like 'auth ip:%'",
        );
        return rows.map((row) => row.bucket.replace('auth ip:', ''));
      } finally {
        await app.close();
      }
    };
    expect(await addressSeen([], '198.51.100.20')).toEqual(['198.51.100.20']);
    expect(await addressSeen(['10.0.0.5'], '198.51.100.20')).toEqual(['198.51.100.20']);
    expect(await addressSeen(['10.0.0.5'], '10.0.0.5')).toEqual(['203.0.113.77']);
  });
});

/** Names of the fields of a body that take any text. */
function textsIn(body: Schema): string[] {
  return Object.entries(body.properties ?? {})
    .filter(([, part]) => {
      const schema = resolved(part);
      return [schema.type].flat().includes('string') && schema.enum === undefined;
    })
    .map(([name]) => name);
}

function headersOfNginx(): Record<string, string> {
  const text = readFileSync(
    join(import.meta.dirname, '../../../web/nginx/security-headers.conf'),
    'utf8',
  );
  const found = text.matchAll(/^add_header (\S+) "(.*)" always;$/gm);
  return Object.fromEntries([...found].map(([, name, value]) => [name!.toLowerCase(), value!]));
}

function directives(value: string): string[] {
  return value
    .split(';')
    .map((part) => part.trim())
    .sort();
}
