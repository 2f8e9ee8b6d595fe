import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const CLIENTS = Array.from({ length: 20 }, (_unused, index) => ({ name: `Klient ${index}` }));

describe('when nothing of an account may leave', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    product.clock.set('2026-03-17T10:00:00+01:00');
  });
  afterEach(() => smtp.close());

  const waits = () =>
    firm.rows<{ state: string; reason: string; not_before: Date; fence: string }>(
      'select distinct state, reason, not_before, fence from notices where account_id = $1',
    );

  it('holds all of it while sending is switched off, asks for no invoice, and goes on when it is on again', async () => {
    await outbox.useSender(smtp.port);
    await outbox.plan(CLIENTS);
    await firm.switchSending(false);
    await outbox.work();
    // fence 0: nobody has taken one out, so no invoice was asked for
    expect(await waits()).toEqual([
      expect.objectContaining({ state: 'held', reason: 'sending-switched-off', fence: '0' }),
    ]);
    expect(smtp.connections).toBe(0);
    await firm.switchSending(true);
    product.clock.advance({ hours: 2 });
    await outbox.work();
    expect(smtp.mails).toHaveLength(20);
  });

  it('notices the switch in the middle of a run', async () => {
    await outbox.useSender(smtp.port);
    await outbox.plan(CLIENTS);
    smtp.fault('slow', 1000);
    const running = outbox.work();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await firm.switchSending(false);
    await running;
    expect(smtp.mails.length).toBeLessThan(20);
    expect(
      await firm.rows(`select 1 from notices where account_id = $1 and state = 'held'`),
    ).toHaveLength(20 - smtp.mails.length);
  });

  it('holds it while there is no mail server', async () => {
    await outbox.plan(CLIENTS);
    await outbox.work();
    expect(await waits()).toEqual([
      expect.objectContaining({ state: 'held', reason: 'sender-missing' }),
    ]);
  });

  it('stops at the daily cap with several workers at once, and goes on the next day', async () => {
    await outbox.useSender(smtp.port);
    await firm.rows('update accounts set daily_notice_cap = 7 where id = $1');
    await outbox.plan(CLIENTS);
    await Promise.all([outbox.work(), outbox.work(), outbox.work()]);
    expect(smtp.mails).toHaveLength(7);
    expect(
      await firm.rows(
        `select distinct state, reason, date_trunc('second', not_before) as not_before from notices where account_id = $1 and state <> 'sent'`,
      ),
    ).toEqual([
      { state: 'held', reason: 'daily-cap-reached', not_before: new Date('2026-03-17T23:00:00Z') },
    ]);
    product.clock.set('2026-03-18T10:00:00+01:00');
    await outbox.work();
    expect(smtp.mails).toHaveLength(14);
  });

  it('waits for a mail server that is down, uses up no attempt, and loses nothing in three days', async () => {
    await outbox.useSender(1);
    await outbox.plan(CLIENTS);
    for (let hour = 0; hour < 72; hour += 1) {
      await outbox.work();
      product.clock.advance({ hours: 1 });
    }
    expect(new Set((await outbox.states()).map((notice) => JSON.stringify(notice)))).toEqual(
      new Set([JSON.stringify({ state: 'deferred', reason: 'server-unavailable', attempts: 0 })]),
    );
    // the history tells it once, not once an attempt
    const told = (await outbox.events()).filter((kind) => kind === 'notice_deferred');
    expect(told.length).toBeLessThanOrEqual(20);
    await firm.rows('update senders set port = $2 where account_id = $1', smtp.port);
    await outbox.work();
    expect(smtp.mails).toHaveLength(20);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(20);
  });

  it('does not take a refused sign-in for a refused client', async () => {
    const strict = await SmtpDouble.start({ user: 'somebody', password: 'right' });
    await outbox.useSender(strict.port, { username: 'somebody' });
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(await outbox.states()).toEqual([
      { state: 'deferred', reason: 'server-unavailable', attempts: 0 },
    ]);
    const refused =
      'select 1 from client_contacts where account_id = $1 and refused_at is not null';
    expect(await firm.rows(refused)).toEqual([]);
    await strict.close();
  });
});
