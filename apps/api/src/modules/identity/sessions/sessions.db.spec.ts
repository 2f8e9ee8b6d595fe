import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Browser } from '../../../../test/support/browser.js';
import { Product } from '../../../../test/support/product.js';
import { mailsTo } from '../../../../test/support/system-mails.js';

describe('sessions', () => {
  let product: Product;
  let turn = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  /** Somebody new, signed in at a browser of their own. */
  const somebody = async () => {
    const name = `person${(turn += 1)}`;
    const userId = await product.user(name);
    const browser = await Browser.of(product);
    expect((await browser.signIn(name)).status).toBe(200);
    return { name, userId, browser };
  };
  const age = (userId: string, interval: string) =>
    product.owner.query(
      'update sessions set rotated_at = rotated_at - $2::interval where user_id = $1',
      [userId, interval],
    );
  const copyOf = async (browser: Browser) => {
    const copy = await Browser.of(product);
    copy.refreshToken = browser.refreshToken;
    return copy;
  };

  it('A10 keeps the refresh token out of reach of scripts, and only its hash', async () => {
    const { name, userId } = await somebody();
    const answer = await (await Browser.of(product)).signIn(name);
    const cookies = [answer.headers['set-cookie']].flat().map(String);
    const cookie = cookies.find((line) => line.startsWith('__Host-invoicetracker='))!;
    expect(cookie).toMatch(/Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Strict$/);
    const token = cookie.split(';')[0]!.split('=')[1]!;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(answer.body)).not.toContain(token);
    const { rows } = await product.owner.query<{ everything: string }>(
      'select s::text as everything from sessions s where user_id = $1',
      [userId],
    );
    expect(rows.map((row) => row.everything).join()).not.toContain(token);
  });

  it('A10 end after seven days without use, and after thirty in any case', async () => {
    const { userId, browser } = await somebody();
    const days = async () => {
      const { rows } = await product.owner.query<{ idle: number; whole: number }>(
        `select extract(day from expires_at - rotated_at)::int as idle, extract(day from expires_at - created_at)::int as whole
           from sessions where user_id = $1`,
        [userId],
      );
      return rows[0]!;
    };
    expect((await days()).idle).toBe(7);
    await product.owner.query(
      "update sessions set created_at = created_at - interval '26 days' where user_id = $1",
      [userId],
    );
    expect((await browser.refresh()).status).toBe(200);
    expect((await days()).whole).toBe(30);
    await product.owner.query('update sessions set expires_at = created_at where user_id = $1', [
      userId,
    ]);
    expect((await browser.refresh()).status).toBe(401);
    expect((await browser.send('GET', '/me')).body.code).toBe('session-ended');
  });

  it('A11 gives two tabs that refresh at once the same successor', async () => {
    const { browser } = await somebody();
    const other = await copyOf(browser);
    expect((await browser.refresh()).status).toBe(200);
    expect((await other.refresh()).status).toBe(200);
    expect(other.refreshToken).toBe(browser.refreshToken);
    expect((await other.refresh()).status).toBe(200);
  });

  it('A11 takes twenty refreshes at the same moment for one', async () => {
    const { userId, browser } = await somebody();
    const tabs = await Promise.all(Array.from({ length: 20 }, () => copyOf(browser)));
    const answers = await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(tabs.map((tab) => tab.refreshToken)).size).toBe(1);
    expect(tabs[0]!.refreshToken).not.toBe(browser.refreshToken);
    const { rows } = await product.owner.query(
      'select 1 from sessions where user_id = $1 and ended_at is null',
      [userId],
    );
    expect(rows).toHaveLength(1);
  });

  it('A11 ends the session when a token comes back after the grace, and tells the person', async () => {
    const { name, userId, browser } = await somebody();
    const thief = await copyOf(browser);
    await browser.refresh();
    await age(userId, '11 seconds');
    expect((await thief.refresh()).body.code).toBe('session-ended');
    expect((await browser.refresh()).status).toBe(401);
    expect((await browser.send('GET', '/me')).status).toBe(401);
    expect(await mailsTo(product, `${name}@people.example`)).toEqual([
      expect.objectContaining({ kind: 'session-reuse' }),
    ]);
    const { rows } = await product.owner.query(
      "select 1 from instance_audit_entries where action = 'session.reused' and object_id = $1",
      [userId],
    );
    expect(rows).toHaveLength(1);
  });

  it('A11 ends the session for an ancestor too, however fresh the last rotation', async () => {
    const { userId, browser } = await somebody();
    const ancestor = await copyOf(browser);
    for (let n = 0; n < 3; n += 1) await browser.refresh();
    expect((await ancestor.refresh()).status).toBe(401);
    expect((await browser.refresh()).status).toBe(401);
    const { rows } = await product.owner.query(
      'select 1 from sessions where user_id = $1 and ended_at is null',
      [userId],
    );
    expect(rows).toEqual([]);
  });

  it('A11 takes nothing after the sign-out: no token of the session, and no alarm for it', async () => {
    const { name, browser } = await somebody();
    const before = await copyOf(browser);
    await browser.refresh();
    const after = await copyOf(browser);
    const { accessToken } = browser;
    expect((await browser.send('POST', '/auth/sign-out', {})).status).toBe(204);
    expect(browser.refreshToken).toBeUndefined();
    expect((await before.refresh()).status).toBe(401);
    expect((await after.refresh()).status).toBe(401);
    browser.accessToken = accessToken;
    expect((await browser.send('GET', '/me')).status).toBe(401);
    expect(await mailsTo(product, `${name}@people.example`)).toEqual([]);
  });

  it('A11 takes no made-up token, and ends nobody for one', async () => {
    const { browser } = await somebody();
    const stranger = await Browser.of(product);
    for (const token of ['', 'x', 'x'.repeat(4000), Buffer.alloc(32).toString('base64url')]) {
      stranger.refreshToken = token;
      expect((await stranger.refresh()).status).toBe(401);
    }
    expect((await browser.refresh()).status).toBe(200);
  });

  it('A12 are listed to the person, who ends one or all others', async () => {
    const { name, browser } = await somebody();
    const others = [await Browser.of(product, '198.51.100.7'), await Browser.of(product)];
    for (const other of others) await other.signIn(name);
    const list = await browser.send('GET', '/me/sessions');
    expect(list.body).toHaveLength(3);
    const far = list.body.find((entry: { ip: string }) => entry.ip === '198.51.100.7');
    expect(far).toMatchObject({
      isCurrent: false,
      method: 'password',
      userAgent: 'Firefox of the tests',
    });
    expect((await browser.send('DELETE', `/me/sessions/${far.id}`)).status).toBe(204);
    expect((await others[0]!.send('GET', '/me')).body.code).toBe('session-ended');
    expect((await browser.send('DELETE', `/me/sessions/${far.id}`)).status).toBe(404);
    expect((await browser.send('DELETE', '/me/sessions')).status).toBe(204);
    expect((await others[1]!.refresh()).status).toBe(401);
    expect((await browser.send('GET', '/me')).status).toBe(200);
  });

  it('A12 of somebody else are not there', async () => {
    const { browser } = await somebody();
    const other = await somebody();
    const [entry] = (await other.browser.send('GET', '/me/sessions')).body;
    expect((await browser.send('DELETE', `/me/sessions/${entry.id}`)).status).toBe(404);
    expect((await other.browser.send('GET', '/me')).status).toBe(200);
  });

  it('A12 end at once when the person is disabled', async () => {
    const { userId, browser } = await somebody();
    await product.owner.query('update users set is_disabled = true where id = $1', [userId]);
    expect((await browser.send('GET', '/me')).body.code).toBe('session-ended');
  });

  it.each([
    ['without the header of our own', { 'x-requested-with': null }],
    ['with another value in it', { 'x-requested-with': 'XMLHttpRequest' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['of another origin', { origin: 'https://evil.example' }],
    ['of no origin at all', { origin: 'null' }],
  ])('A16 change nothing by a request %s', async (_name, headers) => {
    const { browser } = await somebody();
    const kept = browser.refreshToken;
    for (const url of ['/auth/refresh', '/auth/sign-out']) {
      const answer = await browser.send('POST', url, {}, headers);
      expect(answer.body).toMatchObject({ status: 403, code: 'cross-site-request' });
    }
    expect(browser.refreshToken).toBe(kept);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('A16 change nothing by a form, nor by GET', async () => {
    const { browser } = await somebody();
    for (const url of ['/auth/refresh', '/auth/sign-out']) {
      expect((await browser.send('POST', url)).status).toBe(403);
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        expect([403, 415]).toContain(
          (await browser.send('POST', url, Buffer.from('a=1'), { 'content-type': type })).status,
        );
      expect((await browser.send('GET', url)).status).toBe(404);
    }
    expect((await browser.refresh()).status).toBe(200);
  });

  it('A16 are refreshed from our own pages, behind a proxy or not', async () => {
    const { browser } = await somebody();
    const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect((await browser.send('POST', '/auth/refresh', {}, own)).status).toBe(200);
  });

  it('A17 tell the person of a browser they have not used before, and of no other', async () => {
    const { name, browser } = await somebody();
    await browser.signIn(name);
    expect(await mailsTo(product, `${name}@people.example`)).toEqual([]);
    const stranger = await Browser.of(product, '198.51.100.7');
    await stranger.signIn(name);
    await stranger.signIn(name);
    expect(await mailsTo(product, `${name}@people.example`)).toEqual([
      {
        kind: 'new-device',
        language: 'en',
        data: expect.objectContaining({
          name,
          ip: '198.51.100.7',
          userAgent: 'Firefox of the tests',
        }),
      },
    ]);
  });
});
