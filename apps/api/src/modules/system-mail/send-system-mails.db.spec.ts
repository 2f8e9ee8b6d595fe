import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Product } from '../../../test/support/product.js';
import { SmtpDouble } from '../../../test/support/smtp-double.js';
import { Clock } from '../../platform/clock/clock.js';
import { Sealer } from '../../platform/sealing/sealer.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { enqueueMail } from './contract/enqueue-mail.js';
import { sealMailToken } from './contract/seal-mail-token.js';
import { SendSystemMails } from './send-system-mails.js';

const TOKEN = 'jYx2-the-secret-of-the-link';

describe('the system outbox', () => {
  let product: Product;
  let smtp: SmtpDouble;

  beforeAll(async () => {
    smtp = await SmtpDouble.start({ user: 'robot', password: 'p@ss' });
    product = await Product.start({
      SYSTEM_SMTP_URL: `smtp://robot:p%40ss@127.0.0.1:${smtp.port}?tls=none`,
      SYSTEM_MAIL_FROM: 'robot@product.example',
    });
  });
  afterAll(async () => {
    await product.close();
    await smtp.close();
  });
  beforeEach(async () => {
    await product.owner.query('delete from system_mails');
    smtp.mails.length = 0;
  });

  const enqueue = async (to: string) => {
    const [tenancy, sealer] = [await product.get(Tenancy), await product.get(Sealer)];
    const now = (await product.get(Clock)).wallNow();
    return tenancy.withoutScope((tx) =>
      enqueueMail(tx, now, {
        to,
        language: 'pl',
        kind: 'password-reset',
        data: { name: 'Zażółć Gęślą', expiresAt: '2026-06-01T10:00:00Z' },
        token: sealMailToken(sealer, to, TOKEN),
      }),
    );
  };
  const send = async () =>
    (await product.get(SendSystemMails)).execute(new AbortController().signal);
  const rows = async () =>
    (
      await product.owner.query<{ state: string; attempts: number; sealed_token: string | null }>(
        'select state, attempts, sealed_token, not_before from system_mails order by to_email',
      )
    ).rows;

  it('A06 hands a mail over once, and keeps the secret of its link neither before nor after', async () => {
    await enqueue('anna@people.example');
    const before = await product.owner.query('select system_mails::text as row from system_mails');
    expect(before.rows[0].row).not.toContain(TOKEN);
    await Promise.all([send(), send(), send()]);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toMatchObject({
      to: 'anna@people.example',
      from: 'robot@product.example',
      subject: 'Ustaw nowe hasło',
    });
    expect(smtp.mails[0]!.text).toContain(`http://localhost:3000/reset-password#token=${TOKEN}`);
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, sealed_token: null }]);
  });

  it('sends nothing of a transaction that was rolled back', async () => {
    const tenancy = await product.get(Tenancy);
    const now = (await product.get(Clock)).wallNow();
    const failing = tenancy.withoutScope(async (tx) => {
      await enqueueMail(tx, now, {
        to: 'a@people.example',
        language: 'en',
        kind: 'password-changed',
        data: {},
      });
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    expect(await rows()).toEqual([]);
  });

  it('tries again later what the server put off, and gives up what it refused', async () => {
    smtp.fault('greylist', 1, /later@/);
    smtp.fault('refuse-recipient', 1, /never@/);
    await enqueue('later@people.example');
    await enqueue('never@people.example');
    await enqueue('fine@people.example');
    await send();
    expect((await rows()).map((row) => row.state)).toEqual(['sent', 'planned', 'refused']);
    await product.owner.query("update system_mails set not_before = now() where state = 'planned'");
    await send();
    expect((await rows()).map((row) => row.state)).toEqual(['sent', 'sent', 'refused']);
    expect(smtp.mails.map((mail) => mail.to)).toEqual([
      'fine@people.example',
      'later@people.example',
    ]);
  });

  it('never sends again by itself what may have left', async () => {
    smtp.fault('drop-after-dot');
    await enqueue('who-knows@people.example');
    await send();
    await send();
    expect(await rows()).toMatchObject([{ state: 'unknown', attempts: 1, sealed_token: null }]);
    await product.owner.query(
      "update system_mails set state = 'sending', lease_until = now() - interval '1 second', finished_at = null",
    );
    await send();
    expect(await rows()).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    expect(smtp.mails).toEqual([]);
  });

  it('is seen by nobody but its own functions', async () => {
    const tenancy = await product.get(Tenancy);
    await expect(
      tenancy.withoutScope((tx) => tx.query('select * from system_mails')),
    ).rejects.toThrow('permission denied');
  });

  it('is woken by a worker within seconds', async () => {
    const worker = await product.worker();
    expect(worker).toBeDefined();
    await enqueue('soon@people.example');
    while (smtp.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(smtp.mails[0]!.to).toBe('soon@people.example');
  });
});
