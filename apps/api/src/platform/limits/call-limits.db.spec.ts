import { randomUUID } from 'node:crypto';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, PASSWORD, Product } from '../../../test/support/product.js';
import { AppModule } from '../../app.module.js';
import { Clock } from '../clock/clock.js';
import { createHttpApp } from '../http/create-http-app.js';
import { Tenancy } from '../tenancy/tenancy.js';

const LIMITS = {
  RATE_LIMIT_AUTH: '7',
  RATE_LIMIT_READ: '200',
  RATE_LIMIT_WRITE: '4',
  RATE_LIMIT_SEND: '2',
};

const wall = () => new Clock(null).wallNow().getTime();

describe('limits of calls', () => {
  let product: Product;
  let anna: Caller;
  let firms: Firm[];

  beforeAll(async () => {
    product = await Product.start(LIMITS);
    product.clock.set('2026-06-01T10:00:00Z');
    const members = [
      { userId: await product.user('anna'), role: 'admin' as const },
      { userId: await product.user('bartek'), role: 'admin' as const },
    ];
    firms = [
      await Firm.make(product, 'Jedna', members),
      await Firm.make(product, 'Druga', members),
    ];
    anna = await product.signedIn('anna');
  });
  afterAll(() => product.close());
  beforeEach(() => product.owner.query('delete from call_buckets'));

  const buckets = async () =>
    (await product.owner.query<{ bucket: string }>('select bucket from call_buckets')).rows.map(
      (row) => row.bucket,
    );
  const change = (caller: Caller, firm: Firm) => caller('PATCH', `/accounts/${firm.accountId}`, {});
  const statuses = async (times: number, call: () => Promise<{ status: number }>) => {
    const seen: number[] = [];
    for (let at = 0; at < times; at += 1) seen.push((await call()).status);
    return seen;
  };

  it('W03 answers what is over the limit with 429, and says when to come back', async () => {
    expect(await statuses(4, () => change(anna, firms[0]!))).toEqual([428, 428, 428, 428]);
    const refused = await change(anna, firms[0]!);
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'too-many-requests' },
      headers: { 'ratelimit-policy': '"write";q=4;w=60' },
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15);
    await product.owner.query("update call_buckets set full_at = full_at - interval '15 seconds'");
    expect(await statuses(2, () => change(anna, firms[0]!))).toEqual([428, 429]);
  });

  it('W03 says on every answer how many calls are left', async () => {
    const left = [];
    for (let at = 0; at < 3; at += 1)
      left.push((await change(anna, firms[1]!)).headers['ratelimit']);
    expect(left).toEqual(['"write";r=3;t=15', '"write";r=2;t=30', '"write";r=1;t=45']);
    const read = await anna('GET', `/accounts/${firms[1]!.accountId}`);
    expect(read.headers['ratelimit']).toMatch(/^"read";r=199;t=\d+$/);
    expect((await anna('GET', `/accounts/${firms[1]!.accountId}`)).headers['ratelimit']).toMatch(
      /^"read";r=198;t=\d+$/,
    );
  });

  it('W03 T11 counts each person, account and class apart', async () => {
    const bartek = await product.signedIn('bartek');
    await statuses(5, () => change(anna, firms[0]!));
    expect((await change(anna, firms[0]!)).status).toBe(429);
    expect((await change(anna, firms[1]!)).status).toBe(428);
    expect((await change(bartek, firms[0]!)).status).toBe(428);
    expect((await anna('GET', `/accounts/${firms[0]!.accountId}`)).status).toBe(200);
  });

  it('W03 counts a key apart from the person who made it', async () => {
    const made = await anna('POST', `/accounts/${firms[0]!.accountId}/api-keys`, {
      name: 'Klucz',
      scopes: ['settings:write'],
      expiresInDays: 1,
    });
    await product.owner.query('delete from call_buckets');
    const api = await product.api();
    const call = async () => ({
      status: (
        await api.inject({
          method: 'PATCH',
          url: `/api/v1/accounts/${firms[0]!.accountId}`,
          headers: { authorization: `Bearer ${made.body.key}` },
          payload: {},
        })
      ).statusCode,
    });
    expect(await statuses(5, call)).toEqual([428, 428, 428, 428, 429]);
    expect(await buckets()).toEqual([`write key:${made.body.id}`]);
    expect((await change(anna, firms[0]!)).status).toBe(428);
  });

  it('W03 counts sign-ins by address', async () => {
    const api = await product.api();
    const signIn = async (remoteAddress: string) => ({
      status: (
        await api.inject({
          method: 'POST',
          url: '/api/v1/auth/sign-in',
          payload: { username: 'anna', password: PASSWORD },
          remoteAddress,
        })
      ).statusCode,
    });
    expect(await statuses(8, () => signIn('198.51.100.7'))).toEqual([
      ...Array.from({ length: 7 }, () => 200),
      429,
    ]);
    expect((await signIn('198.51.100.8')).status).toBe(200);
  });

  it('makes no bucket for an account that somebody only names', async () => {
    const bartek = await product.signedIn('bartek');
    await product.owner.query('delete from call_buckets');
    for (let at = 0; at < 20; at += 1)
      expect((await bartek('GET', `/accounts/${randomUUID()}`)).status).toBe(404);
    expect(await buckets()).toEqual([expect.stringMatching(/^read user:[0-9a-f-]{36}$/)]);
  });

  it('leaves the probes of whoever operates the installation alone', async () => {
    const api = await product.api();
    const answer = await api.inject({ method: 'GET', url: '/api/v1/health/ready' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['ratelimit']).toBeUndefined();
    expect(await buckets()).toEqual([]);
  });

  it('W03 holds for all processes together', async () => {
    const second = await createHttpApp(
      AppModule.forRoot(product.settings, 'api'),
      product.settings,
    );
    try {
      await second.init();
      await second.getHttpAdapter().getInstance().ready();
      const apis: NestFastifyApplication[] = [await product.api(), second];
      const signIn = await second.inject({
        method: 'POST',
        url: '/api/v1/auth/sign-in',
        payload: { username: 'anna', password: PASSWORD },
        remoteAddress: '198.51.100.9',
      });
      const headers = { authorization: `Bearer ${signIn.json().accessToken}` };
      await product.owner.query('delete from call_buckets');
      const from = wall();
      let allowed = 0;
      let refused = 0;
      for (let round = 0; round < 30; round += 1) {
        const answers = await Promise.all(
          Array.from({ length: 10 }, (_unused, at) =>
            apis[at % 2]!.inject({
              method: 'GET',
              url: `/api/v1/accounts/${firms[1]!.accountId}`,
              headers,
            }),
          ),
        );
        allowed += answers.filter((answer) => answer.statusCode === 200).length;
        refused += answers.filter((answer) => answer.statusCode === 429).length;
      }
      const refilled = ((wall() - from) / 60_000) * 200;
      expect(allowed + refused).toBe(300);
      // what the first process held from an earlier test was counted then
      expect(allowed).toBeLessThanOrEqual(200 + refilled + 4);
      expect(allowed).toBeGreaterThanOrEqual(200 - 2 * 4);
      expect(refused).toBeGreaterThan(0);
    } finally {
      await second.close();
    }
  });

  it('forgets full buckets', async () => {
    await change(anna, firms[0]!);
    const tenancy = await product.get(Tenancy);
    await tenancy.ask('select system_forget_full_buckets($1)', [new Date(wall())]);
    expect(await buckets()).toHaveLength(1);
    await tenancy.ask('select system_forget_full_buckets($1)', [new Date(wall() + 60_001)]);
    expect(await buckets()).toEqual([]);
  });
});
