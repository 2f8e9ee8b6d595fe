import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble, type SmtpFault } from '../../../../test/support/smtp-double.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { DecideNotice } from '../notices/decide-notice.js';

describe('handing notices over', () => {
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
    firm = await Firm.make(product, 'Żółta Łódź');
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    product.clock.set('2026-03-17T10:00:00+01:00');
  });
  afterEach(() => smtp.close());

  it('sends the letter with everything in it, and counts the stage', async () => {
    await outbox.plan([{ name: 'Gęśla & Syn <sp. j.>' }]);
    await outbox.work();
    expect(await outbox.states()).toEqual([{ state: 'sent', reason: null, attempts: 1 }]);
    const [mail] = smtp.mails;
    expect(mail!.subject).toContain('FV/1');
    expect(mail!.text).toContain('123,00');
    expect(mail!.text.replaceAll(' ', '')).toContain('61109010140000071219812874');
    expect(mail!.html).toContain('Gęśla &amp; Syn &lt;sp. j.&gt;');
    expect(mail!.raw).toMatch(/^From: =\?UTF-8\?.*<windykacja@firma\.example>/m);
    expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(await outbox.deliveries()).toMatchObject([{ state: 'accepted', server_code: 250 }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('O02 notes in the audit which notices a run has handed over', async () => {
    await outbox.plan([{ name: 'Jeden' }, { name: 'Dwa' }]);
    await outbox.work();
    await outbox.work();
    const notices = await firm.rows<{ id: string }>('select id from notices where account_id = $1');
    const entries = await firm.rows<{ after: { notices: string[] } }>(
      "select after from audit_entries where account_id = $1 and action = 'outbox.worked-off'",
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]!.after.notices.sort()).toEqual(notices.map(({ id }) => id).sort());
  });

  it('keeps exactly what was sent', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    const [notice] = await firm.rows<{ subject: string; body_text: string }>(
      'select subject, body_text from notices where account_id = $1',
    );
    expect(smtp.mails[0]!.subject).toBe(notice!.subject);
    expect(smtp.mails[0]!.text.trim()).toBe(notice!.body_text.trim());
  });

  it('gives each address its own message, and counts when one accepted', async () => {
    smtp.fault('refuse-recipient', 1, /zla@/);
    await outbox.plan([{ name: 'Alfa', emails: ['dobra@alfa.example', 'zla@alfa.example'] }]);
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.deliveries()).toMatchObject([
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
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state }]);
    expect(await outbox.outcomes()).toEqual([{ outcome }]);
  });

  it('never sends an unknown notice again by itself, and does as the person says', async () => {
    smtp.fault('accept-then-drop');
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
    for (const day of [18, 25, 30]) {
      product.clock.set(`2026-03-${day}T10:00:00+01:00`);
      await firm.run(`2026-03-${day}`);
      await outbox.work();
    }
    expect(smtp.mails).toHaveLength(1);
    const [notice] = await firm.rows<{ id: string }>(
      'select id from notices where account_id = $1',
    );
    await (
      await product.get(DecideNotice)
    ).resolve(systemScope(firm.accountId), notice!.id, 'sent');
    expect(await outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('tries again after a while with the same bytes, and gives up after about a day', async () => {
    smtp.fault('content-later', 2);
    await outbox.plan([{ name: 'Alfa' }]);
    await outbox.work();
    await outbox.work();
    expect(smtp.dataBegun).toBe(1);
    product.clock.advance({ minutes: 3 });
    await outbox.work();
    product.clock.advance({ minutes: 11 });
    await outbox.work();
    expect(await outbox.states()).toEqual([{ state: 'sent', reason: null, attempts: 3 }]);
    expect(smtp.mails).toHaveLength(1);

    const other = await Firm.make(product, 'Druga');
    firm = other;
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    smtp.fault('greylist', 1000);
    await outbox.plan([{ name: 'Beta' }], '2026-03-17');
    for (let hour = 0; hour < 30; hour += 1) {
      await outbox.work();
      product.clock.advance({ hours: 1 });
    }
    expect(await outbox.states()).toMatchObject([{ state: 'refused', reason: 'given-up' }]);
  });

  it('takes out what has been paid since it was planned, and cancels an empty notice', async () => {
    await outbox.plan([{ name: 'Alfa' }, { name: 'Beta' }]);
    const [paid] = await firm.rows<{ id: string }>(
      "select id from invoices where account_id = $1 and number = 'FV/1'",
    );
    await firm.pay(paid!.id, 12_300, '2026-03-17');
    await firm.settle('2026-03-17');
    await outbox.work();
    expect(smtp.mails.map((mail) => mail.to)).toEqual(['beta@client.example']);
    expect((await outbox.states()).map((notice) => notice.state).sort()).toEqual([
      'cancelled',
      'sent',
    ]);
  });

  it('keeps to the hours and days of the account', async () => {
    await firm.rows(
      "update accounts set send_from = '09:00', send_until = '15:00', send_weekdays = '{1,2,3,4,5}' where id = $1",
    );
    await outbox.plan([{ name: 'Alfa' }]);
    product.clock.set('2026-03-20T16:00:00+01:00');
    await outbox.work();
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
    await outbox.work();
    expect(smtp.mails).toHaveLength(1);
  });

  it('M03 sends each notice once, with four workers at the same outbox', async () => {
    await outbox.plan(
      Array.from({ length: 60 }, (_unused, index) => ({ name: `Klient ${index}` })),
    );
    await Promise.all([outbox.work(), outbox.work(), outbox.work(), outbox.work()]);
    expect(smtp.mails).toHaveLength(60);
    expect(new Set(smtp.mails.map((mail) => mail.to)).size).toBe(60);
    expect(smtp.connections).toBeLessThanOrEqual(20);
  }, 60_000);

  it('M06 lets a worker that lost its lease change nothing', async () => {
    smtp.fault('slow');
    await outbox.plan([{ name: 'Alfa' }]);
    const first = outbox.work();
    while ((await outbox.states())[0]!.state !== 'handing_over')
      await new Promise((resolve) => setTimeout(resolve, 5));
    await product.owner.query(
      "update notices set lease_until = now() - interval '1 minute' where account_id = $1",
      [firm.accountId],
    );
    await outbox.work();
    await first;
    expect(await outbox.states()).toMatchObject([{ state: 'unknown' }]);
    expect(smtp.mails.length).toBeLessThanOrEqual(1);
  });

  it('holds a notice whose text cannot be filled, and says so', async () => {
    await outbox.plan([{ name: 'Alfa' }]);
    await firm.rows(
      "insert into templates (account_id, stage_key, language, version, subject, body, created_at) values ($1, 'overdue-notice', 'pl', 1, 'x', '{{ nobody.knows }}', now())",
    );
    await firm.rows(
      "insert into template_choices (account_id, stage_key, language, version) values ($1, 'overdue-notice', 'pl', 1)",
    );
    await outbox.work();
    expect(await outbox.states()).toMatchObject([{ state: 'held', reason: 'text-broken' }]);
  });
});
