import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailCatcher, startMailCatcher } from '@invoicetracker/sandbox';

import { Firm } from '../../../../test/factories/firm.js';
import { ANSWERS_TO, MailLife } from '../../../../test/factories/mail-life.js';
import { type Caller, Product } from '../../../../test/support/product.js';

const ALFA = 'alfa@client.example';
const STERN = 'zarzad@firma.example';

describe('a firm whose senders have mailboxes of their own', () => {
  let product: Product;
  let admin: Caller;
  let adminId: string;
  let firm: Firm;
  let life: MailLife;
  let sternServer: MailCatcher;
  let stern: string;

  beforeAll(async () => {
    product = await Product.start();
    adminId = await product.user('anna');
    admin = await product.signedIn('anna');
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product, 'Firma', [{ userId: adminId, role: 'admin' }]);
    life = await MailLife.start(product, firm);
    sternServer = await startMailCatcher();
    stern = await addEscalated();
    await firm.rows("update stages set sender_kind = 'escalated' where account_id = $1");
  });
  afterEach(() => Promise.all([life.close(), sternServer.close()]));

  const addEscalated = async () => {
    const added = await admin('POST', `/accounts/${firm.accountId}/senders`, {
      use: 'escalated',
      host: '127.0.0.1',
      port: sternServer.smtpPort,
      security: 'none',
      username: null,
      fromName: 'Zarząd',
      fromEmail: STERN,
      replyTo: null,
      signature: '',
      perMinute: null,
      perHour: null,
      perDay: null,
    });
    return `/accounts/${firm.accountId}/senders/${added.body.id}/mailbox`;
  };
  const giveMailbox = (port = sternServer.imapPort, username = STERN) =>
    admin(
      'PUT',
      stern,
      {
        host: '127.0.0.1',
        port,
        security: 'none',
        username,
        password: 'secret',
        folder: 'INBOX',
        isHolding: true,
      },
      { 'if-match': 'W/"0"' },
    );
  const answerToStern = async (text: string, more: object = {}) => {
    const sent = (await sternServer.control.list()).find(({ to }) => to.includes(ALFA));
    await sternServer.control.reply(sent!.id, { text, ...more });
  };
  const caseOf = async () => {
    const { items } = (await admin('GET', `/accounts/${firm.accountId}/cases?state=active`)).body;
    return admin('GET', `/accounts/${firm.accountId}/cases/${items[0].id}`);
  };
  const replies = async () =>
    (await life.outbox.events()).filter((kind) => kind === 'replied').length;

  it('an answer to the escalated sender is read, sorted, told in the case and holds it', async () => {
    expect((await giveMailbox()).status).toBe(200);
    await life.write([{ name: 'Alfa' }]);
    await answerToStern('Zapłacimy całość do 2026-03-23.');
    await life.collect();
    const mails = (await admin('GET', `/accounts/${firm.accountId}/inbound-mails`)).body.items;
    expect(mails).toMatchObject([{ kind: 'reply', state: 'open', client: { name: 'Alfa' } }]);
    expect(await replies()).toBe(1);
    expect(JSON.stringify((await caseOf()).body)).toContain('"reply"');
    expect((await admin('GET', stern)).body).toMatchObject({ problem: null, unrelatedCount: 0 });
    expect((await admin('GET', stern)).body.collectedAt).not.toBeNull();
  });

  it('an answer finds its notice whichever mailbox it comes to, and once where it comes to both', async () => {
    await giveMailbox();
    await life.write([{ name: 'Alfa' }]);
    const sent = (await sternServer.control.list()).find(({ to }) => to.includes(ALFA))!;
    const id = /^message-id:\s*(<[^>]+>)/im.exec(
      (await sternServer.control.original(sent.id)).header,
    )![1];
    const raw = [
      `From: ${ALFA}`,
      'Subject: Re: Wezwanie',
      'Message-ID: <one-answer@client.example>',
      `In-Reply-To: ${id}`,
      '',
      'Faktura jest błędna.',
      '',
    ].join('\r\n');
    await life.catcher.control.deliver(ALFA, ANSWERS_TO, raw);
    await sternServer.control.deliver(ALFA, STERN, raw);
    await life.collect();
    await life.collect();
    expect(await life.mails()).toMatchObject([{ kind: 'reply', matched_by: 'message-id' }]);
    expect(await replies()).toBe(1);
  });

  it('a mailbox that two senders have is read once', async () => {
    const joined = await giveMailbox(life.catcher.imapPort, ANSWERS_TO);
    expect(joined.body.sharedWith).toHaveLength(1);
    expect(await firm.rows('select 1 from mailboxes where account_id = $1')).toHaveLength(1);
    await life.write([{ name: 'Alfa' }]);
    const stranger = 'From: x@else.example\r\nSubject: Private\r\n\r\nwords\r\n';
    await life.catcher.control.deliver('x@else.example', ANSWERS_TO, stranger);
    await life.catcher.control.deliver(
      ALFA,
      ANSWERS_TO,
      `From: ${ALFA}\r\nSubject: Faktura\r\n\r\nDziękuję.\r\n`,
    );
    await life.collect();
    expect(await life.mails()).toHaveLength(1);
    expect((await admin('GET', stern)).body).toMatchObject({ unrelatedCount: 1 });
  });

  it('a mailbox that cannot be read holds up no other one', async () => {
    await giveMailbox();
    await life.write([{ name: 'Alfa' }]);
    await answerToStern('Dziękuję.');
    life.catcher.control.faults.add({ kind: 'refuse-sign-in' });
    await life.collect();
    expect(await replies()).toBe(1);
    const { items } = (await admin('GET', `/accounts/${firm.accountId}/mailboxes`)).body;
    expect(items).toMatchObject([
      { mailbox: { problem: 'sign-in-refused' } },
      { fromEmail: STERN, isWriting: true, mailbox: { problem: null } },
    ]);
  });

  it('a message nobody knew about counts when its own sender keeps a copy of it', async () => {
    await giveMailbox();
    await life.write([{ name: 'Alfa' }]);
    const [delivery] = await firm.rows<{ message_id: string }>(
      `with s as (update case_stages set outcome = 'unknown' where account_id = $1 and outcome = 'counted'),
            n as (update notices set state = 'unknown', sent_at = null, sent_on = null where account_id = $1)
       update deliveries set state = 'unknown' where account_id = $1 returning message_id`,
    );
    const id = delivery!.message_id;
    life.catcher.control.keepCopy(ANSWERS_TO, id);
    sternServer.control.keepCopy(STERN, '<something-else@firma.example>');
    await life.collect();
    expect(await life.outbox.states()).toMatchObject([{ state: 'unknown' }]);
    sternServer.control.keepCopy(STERN, id);
    await life.collect();
    expect(await life.outbox.states()).toMatchObject([{ state: 'sent', reason: 'found-in-sent' }]);
    expect(await life.outbox.deliveries()).toMatchObject([{ state: 'accepted' }]);
    expect(await life.outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('answers that come to both at once, in any order, hold what they are about', async () => {
    await giveMailbox();
    await life.write(Array.from({ length: 6 }, (_, index) => ({ name: `Klient ${index}` })));
    const ids = await firm.rows<{ recipient: string; message_id: string }>(
      'select recipient, message_id from deliveries where account_id = $1 order by recipient',
    );
    const answers = ids.map(
      ({ recipient, message_id }, index) =>
        `From: ${recipient}\r\nSubject: Re\r\nMessage-ID: <a${index}@x.example>\r\nIn-Reply-To: ${message_id}\r\n\r\nNie.\r\n`,
    );
    for (const raw of answers) await life.catcher.control.deliver(ALFA, ANSWERS_TO, raw);
    for (const raw of answers.toReversed()) await sternServer.control.deliver(ALFA, STERN, raw);
    await life.collect();
    expect(await life.mails()).toHaveLength(6);
    expect(await replies()).toBe(6);
    const read = await firm.rows(
      'select problem, lease_until from mailboxes where account_id = $1',
    );
    expect(read).toEqual(Array(2).fill({ problem: null, lease_until: null }));
  });
});
