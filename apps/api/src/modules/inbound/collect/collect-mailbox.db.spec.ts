import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { ANSWERS_TO, MailLife } from '../../../../test/factories/mail-life.js';
import { Product } from '../../../../test/support/product.js';

const ALFA = 'alfa@client.example';

describe('what comes to the mailbox of a firm', () => {
  let product: Product;
  let firm: Firm;
  let life: MailLife;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product);
    life = await MailLife.start(product, firm);
  });
  afterEach(() => life.close());

  const stages = () => life.outbox.outcomes();
  const holds = () =>
    firm.rows<{ code: string }>(
      'select code from holds where account_id = $1 and ended_at is null order by id',
    );

  it('a bounce: the stage does not count, the address is marked, the case waits', async () => {
    await life.write([{ name: 'Alfa' }]);
    expect(await stages()).toEqual([{ outcome: 'counted' }]);
    await life.bounce(ALFA);
    await life.collect();
    expect(await life.outbox.states()).toMatchObject([{ state: 'refused', reason: 'bounced' }]);
    expect(await life.outbox.deliveries()).toMatchObject([{ state: 'bounced' }]);
    expect(await stages()).toEqual([{ outcome: 'refused' }]);
    expect(
      await firm.rows('select refused_reason from client_contacts where account_id = $1'),
    ).toEqual([{ refused_reason: 'no-such-address' }]);
    expect(await firm.rows('select 1 from client_contact_days where account_id = $1')).toEqual([]);
    expect(await life.outbox.events()).toContain('notice_bounced');
    await firm.run('2026-03-18');
    expect(await firm.rows('select reason from case_schedule where account_id = $1')).toEqual([
      { reason: 'notice-refused' },
    ]);
  });

  it('a bounce of one of two addresses: the stage still counts', async () => {
    await life.write([{ name: 'Alfa', emails: [ALFA, 'ksiegowosc@client.example'] }]);
    await life.bounce(ALFA);
    await life.collect();
    expect(await life.outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await stages()).toEqual([{ outcome: 'counted' }]);
    expect(await life.outbox.deliveries()).toMatchObject([
      { recipient: ALFA, state: 'bounced' },
      { state: 'accepted' },
    ]);
    await life.bounce('ksiegowosc@client.example');
    await life.collect();
    expect(await stages()).toEqual([{ outcome: 'refused' }]);
  });

  it('a delay changes nothing but the history', async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.bounce(ALFA, '4.4.1');
    await life.collect();
    expect(await stages()).toEqual([{ outcome: 'counted' }]);
    expect(await life.outbox.events()).toContain('notice_delayed');
    expect(await life.mails()).toMatchObject([{ kind: 'bounce', state: 'done' }]);
  });

  it('a report that names no message is about the last one to that address', async () => {
    await life.write([{ name: 'Alfa' }]);
    const raw = [
      'From: Mail System <mailer-daemon@mx.client.example>',
      `To: ${ANSWERS_TO}`,
      'Subject: Undelivered Mail Returned to Sender',
      '',
      'I could not deliver your message.',
      '',
      `<${ALFA}>: 550 5.1.1 User unknown`,
      '',
    ].join('\r\n');
    await life.catcher.control.deliver('', ANSWERS_TO, raw);
    await life.collect();
    expect(await life.mails()).toMatchObject([{ kind: 'bounce', matched_by: 'address' }]);
    expect(await stages()).toEqual([{ outcome: 'refused' }]);
  });

  it('a reply is kept in its own words, sorted, and holds the case', async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, 'Dzień dobry,\n\nzapłacimy całość do 2026-03-23.');
    await life.collect();
    const [mail] = await firm.rows<{ intents: unknown; body_text: string; state: string }>(
      'select intents, body_text, state from inbound_mails where account_id = $1',
    );
    expect(mail).toMatchObject({
      state: 'open',
      intents: [
        { kind: 'promise', day: '2026-03-23', words: expect.stringContaining('zapłacimy') },
      ],
    });
    expect(mail!.body_text).not.toContain('wrote:');
    expect(await holds()).toEqual([{ code: 'reply' }]);
    expect(await life.outbox.events()).toContain('replied');
  });

  it('a reply holds nothing where the firm does not want that', async () => {
    await firm.rows('update mailboxes set is_holding = false where account_id = $1');
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, 'Dziękuję.');
    await life.collect();
    expect(await life.mails()).toMatchObject([{ kind: 'reply', state: 'open' }]);
    expect(await holds()).toEqual([]);
  });

  it('a reply without a thread is matched by its address', async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, 'Faktura jest błędna.', { isThreaded: false, subject: 'faktura' });
    await life.collect();
    expect(await life.mails()).toMatchObject([{ kind: 'reply', matched_by: 'address' }]);
  });

  it('an automatic reply says until when somebody is away, and holds nothing', async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, 'Jestem na urlopie do 27.03.2026.', {
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await life.collect();
    expect(
      await firm.rows('select kind, state, absent_until from inbound_mails where account_id = $1'),
    ).toEqual([{ kind: 'auto-reply', state: 'done', absent_until: '2026-03-27' }]);
    expect(await holds()).toEqual([]);
    expect(await life.outbox.events()).toContain('auto_replied');
  });

  it('our own mail come back, mailings and strangers leave nothing but a count', async () => {
    await life.write([{ name: 'Alfa' }]);
    const { control } = life.catcher;
    const own = await control.original(await life.mailTo(ALFA));
    await control.deliver('x@y.example', ANSWERS_TO, `${own.header}\r\n\r\nloop\r\n`);
    for (const [subject, header] of [
      ['Newsletter', 'List-Id: <news.shop.example>'],
      ['Private', 'X-Nothing: 1'],
    ])
      await control.deliver(
        'stranger@else.example',
        ANSWERS_TO,
        `From: stranger@else.example\r\nSubject: ${subject}\r\n${header}\r\n\r\nsecret words\r\n`,
      );
    await life.collect();
    expect(await life.mails()).toEqual([]);
    expect(await life.mailbox()).toMatchObject({ unrelated_count: '3', problem: null });
  });

  it('an answer to a message nobody knew about: it has arrived, and counts', async () => {
    await life.write([{ name: 'Alfa' }]);
    await firm.rows(
      `with d as (update deliveries set state = 'unknown' where account_id = $1), s as (update case_stages set outcome = 'unknown' where account_id = $1 and outcome = 'counted')
       update notices set state = 'unknown', sent_at = null, sent_on = null where account_id = $1`,
    );
    await life.reply(ALFA, 'Dziękuję.');
    await life.collect();
    expect(await life.outbox.states()).toMatchObject([{ state: 'sent' }]);
    expect(await stages()).toEqual([{ outcome: 'counted' }]);
  });

  it('nothing is marked on the server, and the second look takes nothing twice', async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, 'Dziękuję.');
    await life.collect();
    await life.collect();
    expect(await life.mails()).toHaveLength(1);
    expect((await life.outbox.events()).filter((kind) => kind === 'replied')).toHaveLength(1);
  });
});
