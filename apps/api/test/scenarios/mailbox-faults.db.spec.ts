import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { ANSWERS_TO, MailLife } from '../factories/mail-life.js';
import { Product } from '../support/product.js';

const CLIENTS = Array.from({ length: 5 }, (_, index) => ({ name: `Klient ${index}` }));
const addressOf = (index: number) => `klient${index}@client.example`;

describe('a mailbox on a server that misbehaves', () => {
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
    await life.write(CLIENTS);
    for (const index of CLIENTS.keys()) await life.reply(addressOf(index), 'Dziękuję.');
  });
  afterEach(() => life.close());

  const faults = () => life.catcher.control.faults;
  const replied = async () =>
    (await life.outbox.events()).filter((kind) => kind === 'replied').length;
  const senders = async () => (await life.mails()).map(({ from_email }) => from_email).sort();
  const everybody = CLIENTS.map((_, index) => addressOf(index)).sort();

  it('that hangs up in the middle of a mail is read on, and nothing is taken in twice', async () => {
    faults().add({ kind: 'drop', after: 2 });
    await life.collect();
    expect(await life.mailbox()).toMatchObject({ problem: 'connection-lost', failures: 1 });
    await life.collect();
    expect(await life.mailbox()).toMatchObject({ problem: null, failures: 0, lease_until: null });
    expect(await senders()).toEqual(everybody);
    expect(await replied()).toBe(CLIENTS.length);
  });

  it('that takes its time is waited for', async () => {
    faults().add({ kind: 'slow', times: 5, delayMs: 100 });
    await life.collect();
    expect(await senders()).toEqual(everybody);
  });

  it('that numbers its mails anew is looked at again, and nothing is taken in twice', async () => {
    await life.collect();
    life.catcher.control.numberAnew(ANSWERS_TO);
    await life.reply(addressOf(0), 'I jeszcze jedno.');
    await life.collect();
    expect(await life.mails()).toHaveLength(CLIENTS.length + 1);
    expect(await replied()).toBe(CLIENTS.length + 1);
  });

  it('that answers one mail with nonsense: after three tries it is passed over, and the rest is read', async () => {
    for (let tries = 0; tries < 3; tries += 1) {
      faults().add({ kind: 'garbage' });
      await life.collect();
      expect(await life.mailbox()).toMatchObject({ problem: 'connection-lost' });
    }
    await life.collect();
    expect(await life.mailbox()).toMatchObject({ problem: null, unrelated_count: '1' });
    expect(await life.mails()).toHaveLength(CLIENTS.length - 1);
  });

  it('that refuses the sign-in is tried again later and later', async () => {
    const waits: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      faults().add({ kind: 'refuse-sign-in' });
      await life.collect();
      const [row] = await firm.rows<{ minutes: number }>(
        `select extract(epoch from next_collect_at - now()) / 60 as minutes from mailboxes where account_id = $1`,
      );
      waits.push(Math.round(Number(row!.minutes)));
    }
    expect(await life.mailbox()).toMatchObject({ problem: 'sign-in-refused', failures: 3 });
    expect(waits).toEqual([3, 6, 12]);
    await life.collect();
    expect(await senders()).toEqual(everybody);
  });

  it('a mail of five megabytes is read as far as its words go', async () => {
    await life.collect();
    const raw = [
      `From: ${addressOf(1)}`,
      'Subject: Re: Przypomnienie',
      'Message-ID: <huge@client.example>',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Zaplacimy jutro.',
      '--b',
      'Content-Type: application/pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'QUJD'.repeat(19).concat('\r\n').repeat(66_000),
      '--b--',
      '',
    ].join('\r\n');
    await life.catcher.control.deliver(addressOf(1), ANSWERS_TO, raw);
    await life.collect();
    const huge = await firm.rows(
      `select kind, is_cut, length(body_text) < 100 as is_short from inbound_mails where account_id = $1 and identity = '<huge@client.example>'`,
    );
    expect(huge).toEqual([{ kind: 'reply', is_cut: true, is_short: true }]);
  });

  it('bytes that are no mail are counted, and stand in the way of nothing', async () => {
    for (const raw of ['\0\0\0', 'From: \xff\xfe\r\n\r\n', `${'a: b\r\n'.repeat(2000)}\r\n`, '.'])
      await life.catcher.control.deliver('x@y.example', ANSWERS_TO, Buffer.from(raw, 'latin1'));
    await life.reply(addressOf(0), 'Po wszystkim.');
    await life.collect();
    expect(await life.mailbox()).toMatchObject({ problem: null });
    expect(await life.mails()).toHaveLength(CLIENTS.length + 1);
  });

  it('two workers at once: one reads', async () => {
    await Promise.all([life.collect(), life.collect(), life.collect()]);
    expect(await senders()).toEqual(everybody);
    expect(await replied()).toBe(CLIENTS.length);
  });

  it('a worker that has lost its lease writes nothing any more', async () => {
    faults().add({ kind: 'slow', times: 40, delayMs: 150 });
    const slow = life.collect();
    await pause(700);
    faults().clear();
    await firm.rows(
      `update mailboxes set lease_until = now() - interval '1 second' where account_id = $1`,
    );
    await Promise.all([slow, life.collect()]);
    expect(await senders()).toEqual(everybody);
    expect(await replied()).toBe(CLIENTS.length);
  });
});
