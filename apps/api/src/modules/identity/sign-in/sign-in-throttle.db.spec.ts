import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { AuthenticatorApp } from '../../../../test/support/authenticator-app.js';
import { Browser } from '../../../../test/support/browser.js';
import { PASSWORD, Product } from '../../../../test/support/product.js';
import { SignInThrottle } from './sign-in-throttle.js';

/** A guess is turned away, looked at, or looked at only for somebody with a second factor. */
type Fate = 'waits' | 'looked-at' | 'second-factor-only';

describe('guessing at passwords', () => {
  let product: Product;
  let throttle: SignInThrottle;
  let userId: string;

  beforeAll(async () => {
    product = await Product.start();
    userId = await product.user('anna');
    throttle = await product.get(SignInThrottle);
  });
  afterAll(() => product.close());
  beforeEach(() => product.owner.query('delete from sign_in_attempts'));

  const guess = async (user: string | null, name: string, ip: string): Promise<Fate> => {
    try {
      const attempt = await throttle.beginPassword(user, name, { ip, userAgent: null });
      return attempt.isUnderAttack ? 'second-factor-only' : 'looked-at';
    } catch (error) {
      if ((error as { code?: string }).code !== 'too-many-attempts') throw error;
      return 'waits';
    }
  };
  /** What became of 10,000 guesses, forty at a time. */
  const tenThousand = async (one: (n: number) => Promise<Fate>) => {
    const fates: Record<Fate, number> = { waits: 0, 'looked-at': 0, 'second-factor-only': 0 };
    for (let n = 0; n < 10_000; n += 40) {
      const some = await Promise.all(
        Array.from({ length: 40 }, (_unused, index) => one(n + index)),
      );
      for (const fate of some) fates[fate] += 1;
    }
    return fates;
  };
  const address = (n: number) => `203.0.${Math.floor(n / 250)}.${n % 250}`;

  it('A03 lets a handful of 10,000 through from one address at one name', async () => {
    const fates = await tenThousand(() => guess(userId, 'anna', '203.0.113.1'));
    // Five are free; the waiting then doubles from a second on, so minutes of guessing give ten more at most.
    expect(fates['looked-at']).toBeGreaterThanOrEqual(5);
    expect(fates['looked-at']).toBeLessThanOrEqual(15);
    expect(fates.waits).toBe(10_000 - fates['looked-at']);
  });

  it('A03 lets as few through at a name that nobody has', async () => {
    const fates = await tenThousand(() => guess(null, 'nobody', '203.0.113.1'));
    expect(fates['looked-at']).toBeLessThanOrEqual(15);
  });

  it('A03 lets some fifty of 10,000 through from one address at as many names', async () => {
    const fates = await tenThousand((n) => guess(null, `name${n}`, '203.0.113.1'));
    expect(fates['looked-at']).toBeGreaterThanOrEqual(50);
    expect(fates['looked-at']).toBeLessThanOrEqual(60);
  });

  it('A03 lets some fifty of 10,000 through at one name from 2,500 addresses', async () => {
    const fates = await tenThousand((n) => guess(userId, 'anna', address(n % 2500)));
    expect(fates['looked-at']).toBeGreaterThanOrEqual(50);
    expect(fates['looked-at']).toBeLessThanOrEqual(60);
    expect(fates['second-factor-only']).toBeGreaterThan(9000);
  });

  it('A03 makes the waiting twice as long each time, up to fifteen minutes', async () => {
    const seconds: number[] = [];
    for (let n = 0; n < 16; n += 1) {
      await guess(userId, 'anna', '203.0.113.1');
      const { rows } = await product.owner.query<{ seconds: number | null }>(
        "select extract(epoch from blocked_until - updated_at)::int as seconds from sign_in_attempts where subject like 'name:%'",
      );
      seconds.push(rows[0]!.seconds ?? 0);
      await product.owner.query('update sign_in_attempts set blocked_until = null');
    }
    expect(seconds).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('A03 keeps nobody out: not at their own browser, not with a second factor, while others guess', async () => {
    const home = await Browser.of(product, '198.51.100.1');
    await home.signIn('anna');
    const guarded = await product.user('olga');
    const olga = await Browser.of(product, '198.51.100.2');
    await olga.signIn('olga');
    const { body: setup } = await olga.send('POST', '/me/totp');
    const app = new AuthenticatorApp(setup.secret);
    await olga.send('POST', '/me/totp/confirm', { code: app.code() });
    await product.owner.query('update user_totp set last_used_step = 0');
    for (let n = 0; n < 200; n += 1) {
      await guess(userId, 'anna', address(n));
      await guess(guarded, 'olga', address(n));
    }
    expect((await home.signIn('anna')).status).toBe(200);
    const elsewhere = await Browser.of(product, '198.51.100.3');
    const step = await elsewhere.signIn('olga');
    expect(step.status).toBe(200);
    const { ticket } = step.body.secondFactor;
    const finish = { ticket, code: app.code() };
    expect((await elsewhere.send('POST', '/auth/second-factor/totp', finish)).status).toBe(200);
    const wrong = await (await Browser.of(product, '198.51.100.4')).signIn('olga', 'a wrong guess');
    const waits = await (await Browser.of(product, '198.51.100.5')).signIn('anna', PASSWORD);
    expect([wrong.status, waits.status]).toEqual([429, 429]);
  });

  it('A03 does not count what was right', async () => {
    const office = '198.51.100.77';
    for (let n = 0; n < 70; n += 1)
      expect((await (await Browser.of(product, office)).signIn('anna')).status).toBe(200);
  });

  it('keeps no name that was typed, which may have been a password', async () => {
    await guess(null, 'hunter2-typed-by-mistake', '203.0.113.9');
    const { rows } = await product.owner.query<{ subject: string }>(
      'select subject from sign_in_attempts',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.subject).join()).not.toContain('hunter2');
  });
});
