import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Browser } from '../../../test/support/browser.js';
import { Product } from '../../../test/support/product.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { ForgetSignIns } from './forget-sign-ins.js';

describe('what is over', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await Product.start();
    await product.user('anna');
    browser = await Browser.of(product);
    await browser.signIn('anna');
  });
  afterAll(() => product.close());

  const count = async (table: string) => {
    const { rows } = await product.owner.query<{ count: number }>(
      `select count(*)::int as count from ${table}`,
    );
    return rows[0]!.count;
  };
  const forget = async () =>
    new ForgetSignIns(await product.get(Tenancy), await product.get(Clock)).execute();

  it('is forgotten: tickets, links, counted guesses, and sessions 90 days after their end', async () => {
    const old = await Browser.of(product);
    await old.signIn('anna');
    for (let n = 0; n < 3; n += 1) await old.refresh();
    await old.send('POST', '/auth/passkeys/options');
    await old.send('POST', '/auth/forgot-password', { email: 'anna@people.example' });
    await old.signIn('anna', 'a wrong guess');
    expect(await count('spent_refresh_tokens')).toBe(2);
    await old.send('POST', '/auth/sign-out', {});
    await forget();
    expect(await count('sessions')).toBe(2);
    await product.owner.query(`
      update sessions set ended_at = ended_at - interval '91 days' where ended_at is not null;
      update one_time_tokens set expires_at = expires_at - interval '91 days';
      update sign_in_tickets set expires_at = expires_at - interval '6 minutes';
      update sign_in_attempts set updated_at = updated_at - interval '25 hours';`);
    await forget();
    for (const table of [
      'spent_refresh_tokens',
      'one_time_tokens',
      'sign_in_tickets',
      'sign_in_attempts',
    ])
      expect({ table, count: await count(table) }).toEqual({ table, count: 0 });
    expect(await count('sessions')).toBe(1);
  });

  it('is not what is still needed', async () => {
    await forget();
    expect((await browser.refresh()).status).toBe(200);
    expect((await browser.send('GET', '/me')).status).toBe(200);
  });
});
