import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble, type SmtpFault } from '../../../../test/support/smtp-double.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { DecideNotice } from '../notices/decide-notice.js';
import { SendNotices } from './send-notices.js';

describe('handing notices over', () => {
  let product: Product;
  let smtp: SmtpDouble;
  let firm: Firm;
  let send: SendNotices;

  beforeAll(async () => {
    product = await Product.start();
    send = await product.get(SendNotices);
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    firm = await Firm.make(product, 'Żółta Łódź');
    await firm.switchSending(true);
    await useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
  });
  afterEach(() => smtp.close());

  const useSender = (port: number, more: { username?: string } = {}) =>
    firm.rows(
      `insert into senders (account_id, host, port, security, username, from_name, from_email, reply_to, created_at, updated_at)
       values ($1, '127.0.0.1', $2, 'none', $3, 'Żółta Łódź', 'windykacja@firma.example', 'biuro@firma.example', now(), now())`,
      port,
      more.username ?? null,
    );

  const plan = async (clients: { name: string; emails?: string[] }[], day = '2026-03-17') => {
    for (const [index, { name, emails }] of clients.entries()) {
      await firm.invoice(await firm.client(name, emails), {
        number: `FV/${index + 1}`,
        dueOn: '2026-03-10',
      });
    }
    await firm.settle(day);
    await firm.run(day);
  };

  const work = () => send.execute(systemScope(firm.accountId), new AbortController().signal);

  const states = () =>
    firm.rows<{ state: string; reason: string | null; attempts: number }>(
      'select state, reason, attempts from notices where account_id = $1 order by id',
    );
  const deliveries = () =>
    firm.rows<{
      recipient: string;
      state: string;
      server_code: number | null;
      server_answer: string | null;
    }>(
      'select recipient, state, server_code, server_answer from deliveries where account_id = $1 order by recipient',
    );
  const outcomes = () =>
    firm.rows<{ outcome: string }>(
      "select outcome from case_stages where account_id = $1 and outcome <> 'lapsed' order by outcome",
    );

  it('sends the letter with everything in it, and counts the stage', async () => {
    await plan([{ name: 'Gęśla & Syn <sp. j.>' }]);
    await work();
    expect(await states()).toEqual([{ state: 'sent', reason: null, attempts: 1 }]);
    const [mail] = smtp.mails;
    expect(mail!.subject).toContain('FV/1');
    expect(mail!.text).toContain('123,00');
    expect(mail!.text.replaceAll(' ', '')).toContain('61109010140000071219812874');
    expect(mail!.html).toContain('Gęśla &amp; Syn &lt;sp. j.&gt;');
    expect(mail!.raw).toMatch(/^From: =\?UTF-8\?.*<windykacja@firma\.example>/m);
    expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(await deliveries()).toMatchObject([{ state: 'accepted', server_code: 250 }]);
    expect(await outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('keeps exactly what was sent', async () => {
    await plan([{ name: 'Alfa' }]);
    await work();
    const [notice] = await firm.rows<{ subject: string; body_text: string }>(
      'select subject, body_text from notices where account_id = $1',
    );
    expect(smtp.mails[0]!.subject).toBe(notice!.subject);
    expect(smtp.mails[0]!.text.trim()).toBe(notice!.body_text.trim());
  });

  it('gives each address its own message, and counts when one accepted', async () => {
    smtp.fault('refuse-recipient', 1, /zla@/);
    await plan([{ name: 'Alfa', emails: ['dobra@alfa.example', 'zla@alfa.example'] }]);
    await work();
    expect(await states()).toMatchObject([{ state: 'sent' }]);
    expect(await deliveries()).toMatchObject([
      { recipient: 'dobra@alfa.example', state: 'accepted' },
      {
        recipient: 'zla@alfa.example',
        state: 'refused',
        server_code: 550,
        server_answer: expect.stringContaining('No such user'),
      },
    ]);
    expect(
      await firm.rows(
        'select email from client_contacts where account_id = $1 and refused_at is not null',
      ),
    ).toEqual([{ email: 'zla@alfa.example' }]);
  });

  it.each<[SmtpFault, string, string]>([
    ['refuse-recipient', 'refused', 'refused'],
    ['refuse-content', 'refused', 'refused'],
    ['greylist', 'deferred', 'pending'],
    ['content-later', 'deferred', 'pending'],
    ['refuse-sender', 'deferred', 'pending'],
    ['drop-before-mail', 'deferred', 'pending'],
    ['drop-at-rcpt', 'deferred', 'pending'],
    ['drop-during-data', 'unknown', 'unknown'],
    ['drop-after-dot', 'unknown', 'unknown'],
    ['accept-then-drop', 'unknown', 'unknown'],
  ])('after "%s" the notice is %s and its stage %s', async (fault, state, outcome) => {
    smtp.fault(fault);
    await plan([{ name: 'Alfa' }]);
    await work();
    expect(await states()).toMatchObject([{ state }]);
    expect(await outcomes()).toEqual([{ outcome }]);
  });

  it('never sends an unknown notice again by itself, and does as the person says', async () => {
    smtp.fault('accept-then-drop');
    await plan([{ name: 'Alfa' }]);
    await work();
    expect(smtp.mails).toHaveLength(1);
    for (const day of [18, 25, 30]) {
      product.clock.set(`2026-03-${day}T10:00:00+01:00`);
      await firm.run(`2026-03-${day}`);
      await work();
    }
    expect(smtp.mails).toHaveLength(1);
    const [notice] = await firm.rows<{ id: string }>(
      'select id from notices where account_id = $1',
    );
    await (
      await product.get(DecideNotice)
    ).resolve(systemScope(firm.accountId), notice!.id, 'sent');
    expect(await states()).toMatchObject([{ state: 'sent' }]);
    expect(await outcomes()).toEqual([{ outcome: 'counted' }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('tries again after a while with the same bytes, and gives up after about a day', async () => {
    smtp.fault('content-later', 2);
    await plan([{ name: 'Alfa' }]);
    await work();
    await work();
    expect(smtp.dataBegun).toBe(1);
    product.clock.advance({ minutes: 3 });
    await work();
    product.clock.advance({ minutes: 11 });
    await work();
    expect(await states()).toEqual([{ state: 'sent', reason: null, attempts: 3 }]);
    expect(smtp.mails).toHaveLength(1);

    const other = await Firm.make(product, 'Druga');
    firm = other;
    await firm.switchSending(true);
    await useSender(smtp.port);
    smtp.fault('greylist', 1000);
    await plan([{ name: 'Beta' }], '2026-03-17');
    for (let hour = 0; hour < 30; hour += 1) {
      await work();
      product.clock.advance({ hours: 1 });
    }
    expect(await states()).toMatchObject([{ state: 'refused', reason: 'given-up' }]);
  });

  it('leaves the rest alone when the server as a whole is down, and loses nothing', async () => {
    await smtp.close();
    await plan(Array.from({ length: 20 }, (_unused, index) => ({ name: `Klient ${index}` })));
    await work();
    const afterwards = await states();
    expect(afterwards.filter((notice) => notice.state === 'sent')).toEqual([]);
    expect(afterwards.filter((notice) => notice.state === 'deferred').length).toBeLessThanOrEqual(
      5,
    );
    const again = await SmtpDouble.start();
    await firm.rows('update senders set port = $2 where account_id = $1', again.port);
    product.clock.advance({ minutes: 5 });
    await work();
    expect(again.mails).toHaveLength(20);
    expect(new Set(again.mails.map((mail) => mail.to)).size).toBe(20);
    await again.close();
    smtp = await SmtpDouble.start();
  });

  it('does not take a refused sign-in for a refused client', async () => {
    const strict = await SmtpDouble.start({ user: 'somebody', password: 'right' });
    await firm.rows(
      "update senders set port = $2, username = 'somebody' where account_id = $1",
      strict.port,
    );
    await plan([{ name: 'Alfa' }]);
    await work();
    expect(await states()).toMatchObject([{ state: 'deferred' }]);
    expect(
      await firm.rows(
        'select 1 from client_contacts where account_id = $1 and refused_at is not null',
      ),
    ).toEqual([]);
    await strict.close();
  });

  it('takes out what has been paid since it was planned, and cancels an empty notice', async () => {
    await plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    const [paid] = await firm.rows<{ id: string }>(
      "select id from invoices where account_id = $1 and number = 'FV/1'",
    );
    await firm.pay(paid!.id, 12_300, '2026-03-17');
    await firm.settle('2026-03-17');
    await work();
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['beta@client.example']);
    expect((await states()).map((notice) => notice.state).sort()).toEqual(['cancelled', 'sent']);
  });

  it('sends nothing while sending is switched off, and goes on when it is on again', async () => {
    await plan([{ name: 'Alfa' }]);
    await firm.switchSending(false);
    await work();
    expect(smtp.mails).toEqual([]);
    expect(await states()).toMatchObject([{ state: 'held', reason: 'sending-switched-off' }]);
    await firm.switchSending(true);
    product.clock.advance({ hours: 2 });
    await work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('keeps to the hours and days of the account', async () => {
    await firm.rows(
      "update accounts set send_from = '09:00', send_until = '15:00', send_weekdays = '{1,2,3,4,5}' where id = $1",
    );
    await plan([{ name: 'Alfa' }]);
    product.clock.set('2026-03-20T16:00:00+01:00');
    await work();
    expect(
      await firm.rows('select state, reason, not_before from notices where account_id = $1'),
    ).toEqual([
      {
        state: 'planned',
        reason: 'outside-sending-hours',
        not_before: new Date('2026-03-23T08:00:00Z'),
      },
    ]);
    product.clock.set('2026-03-23T09:00:30+01:00');
    await work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('keeps to the daily cap with several workers at once', async () => {
    await firm.rows('update accounts set daily_notice_cap = 7 where id = $1');
    await plan(Array.from({ length: 20 }, (_unused, index) => ({ name: `Klient ${index}` })));
    await Promise.all([work(), work(), work()]);
    expect(smtp.mails).toHaveLength(7);
    product.clock.set('2026-03-18T10:00:00+01:00');
    await work();
    expect(smtp.mails).toHaveLength(14);
  });

  it('M03 sends each notice once, with four workers at the same outbox', async () => {
    await plan(Array.from({ length: 60 }, (_unused, index) => ({ name: `Klient ${index}` })));
    await Promise.all([work(), work(), work(), work()]);
    expect(smtp.mails).toHaveLength(60);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(60);
    expect(smtp.connections).toBeLessThanOrEqual(20);
  }, 60_000);

  it('M06 lets a worker that lost its lease change nothing', async () => {
    smtp.fault('slow');
    await plan([{ name: 'Alfa' }]);
    const first = work();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await product.owner.query(
      "update notices set lease_until = now() - interval '1 minute' where account_id = $1",
      [firm.accountId],
    );
    await work();
    await first;
    expect(await states()).toMatchObject([{ state: 'unknown' }]);
    expect(smtp.mails.length).toBeLessThanOrEqual(1);
  });

  it('holds a notice whose text cannot be filled, and says so', async () => {
    await plan([{ name: 'Alfa' }]);
    await firm.rows(
      "insert into templates (account_id, stage_key, language, version, subject, body, created_at) values ($1, 'overdue-notice', 'pl', 1, 'x', '{{ nobody.knows }}', now())",
    );
    await firm.rows(
      "insert into template_choices (account_id, stage_key, language, version) values ($1, 'overdue-notice', 'pl', 1)",
    );
    await work();
    expect(await states()).toMatchObject([{ state: 'held', reason: 'text-broken' }]);
  });
});
