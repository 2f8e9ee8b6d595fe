import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { MailLife } from '../../../../test/factories/mail-life.js';
import { type Caller, Product } from '../../../../test/support/product.js';

const ALFA = 'alfa@client.example';

describe('what people do about what came in', () => {
  let product: Product;
  let admin: Caller;
  let userId: string;
  let firm: Firm;
  let life: MailLife;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    userId = await product.user('anna');
    admin = await product.signedIn('anna');
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product, 'Firma', [{ userId, role: 'admin' }]);
    life = await MailLife.start(product, firm);
    url = `/accounts/${firm.accountId}/inbound-mails`;
  });
  afterEach(() => life.close());

  const only = async () => {
    const { body } = await admin('GET', url);
    expect(body.items).toHaveLength(1);
    return (await admin('GET', `${url}/${body.items[0].id}`)).body;
  };
  const openHolds = () =>
    firm.rows(
      'select code, until from holds where account_id = $1 and ended_at is null order by code',
    );

  const reply = async (text = 'Zapłacimy do 2026-03-23.') => {
    await life.write([{ name: 'Alfa' }]);
    await life.reply(ALFA, text);
    await life.collect();
    return only();
  };

  it('lists it, counts what waits, and shows one with its notice and cases', async () => {
    const mail = await reply();
    expect(mail).toMatchObject({
      kind: 'reply',
      state: 'open',
      from: ALFA,
      client: { name: 'Alfa' },
      intents: [{ kind: 'promise', day: '2026-03-23' }],
      bodyText: 'Zapłacimy do 2026-03-23.',
      cases: [{ number: 'FV/1', isOpen: true, balance: { currency: 'PLN' } }],
      notice: { state: 'sent' },
    });
    expect((await admin('GET', `${url}/counts`)).body).toEqual({ replies: 1, bounces: 0 });
    for (const [query, count] of [
      ['state=open', 1],
      ['state=done', 0],
      ['kind=bounce', 0],
      [`client=${mail.client.id}`, 1],
    ])
      expect((await admin('GET', `${url}?${query}`)).body.items).toHaveLength(Number(count));
  });

  it('holding: the case is stopped until the day, and waits for the answer no longer', async () => {
    const mail = await reply();
    expect(await openHolds()).toEqual([{ code: 'reply', until: null }]);
    const answer = { answer: 'hold', until: '2026-03-24', note: 'płaci w poniedziałek' };
    const { status, body } = await admin('POST', `${url}/${mail.id}/answer`, answer);
    expect([status, body.state, body.answer, body.answeredBy]).toEqual([
      200,
      'done',
      'hold',
      'anna',
    ]);
    expect(await openHolds()).toEqual([{ code: 'stop', until: '2026-03-24' }]);
    expect((await admin('POST', `${url}/${mail.id}/answer`, answer)).body.code).toBe(
      'already-answered',
    );
  });

  it('a promise: the case waits for its day, and for the answer no longer', async () => {
    const mail = await reply();
    expect((await admin('POST', `${url}/${mail.id}/answer`, { answer: 'promise' })).body.code).toBe(
      'day-needed',
    );
    const { status, body } = await admin('POST', `${url}/${mail.id}/answer`, {
      answer: 'promise',
      on: mail.intents[0].day,
      caseIds: [mail.cases[0].caseId],
    });
    expect([status, body.answer]).toEqual([200, 'promise']);
    expect(await firm.rows('select source, next_on from promises where account_id = $1')).toEqual([
      { source: 'reply', next_on: '2026-03-23' },
    ]);
    expect(await openHolds()).toMatchObject([{ code: 'promise' }]);
  });

  it('a dispute: the invoice leaves the reminders, in the words of the client', async () => {
    const mail = await reply('Faktura jest błędna.');
    expect(mail.intents).toMatchObject([{ kind: 'dispute' }]);
    await admin('POST', `${url}/${mail.id}/answer`, { answer: 'dispute', reason: 'wrong-amount' });
    expect(
      await firm.rows('select reason, details, source from disputes where account_id = $1'),
    ).toEqual([{ reason: 'wrong-amount', details: 'Faktura jest błędna.', source: 'reply' }]);
    expect(await openHolds()).toMatchObject([{ code: 'dispute' }]);
  });

  it('going on: nothing holds the case any more', async () => {
    const mail = await reply();
    await admin('POST', `${url}/${mail.id}/answer`, { answer: 'go-on' });
    expect(await openHolds()).toEqual([]);
    expect(await life.outbox.events()).toContain('reply_answered');
  });

  it('a stop: nothing of the client leaves until the day, in the words of the client', async () => {
    const mail = await reply('Proszę nie wysyłać nam więcej przypomnień.');
    expect(mail.intents).toMatchObject([{ kind: 'stop' }]);
    const { status, body } = await admin('POST', `${url}/${mail.id}/answer`, {
      answer: 'stop',
      until: '2026-04-17',
    });
    expect([status, body.state, body.answer]).toEqual([200, 'done', 'stop']);
    expect(
      await firm.rows(
        'select subject, code, reason, until from holds where account_id = $1 and ended_at is null',
      ),
    ).toEqual([
      {
        subject: 'client',
        code: 'stop',
        reason: 'Proszę nie wysyłać nam więcej przypomnień.',
        until: '2026-04-17',
      },
    ]);
  });

  it('the wrong person: the address is left out, its stage does not count, and the next one is proposed', async () => {
    const mail = await reply('To pomyłka, nie jestem klientem Państwa firmy.');
    expect(mail.intents).toMatchObject([{ kind: 'wrong-person' }]);
    expect(mail.proposedContactId).toBeNull();
    await firm.rows(
      `insert into client_contacts (account_id, client_id, email, is_dunning, source, position, created_at) values ($1, $2, 'szef@client.example', false, 'provider', 5, now())`,
      mail.client.id,
    );
    const answered = await admin('POST', `${url}/${mail.id}/answer`, { answer: 'wrong-person' });
    expect(answered.status).toBe(200);
    expect(answered.body).toMatchObject({
      state: 'open',
      answer: 'wrong-person',
      recipient: ALFA,
      notice: { state: 'refused' },
    });
    const [marked, proposed] = answered.body.contacts;
    expect(marked).toMatchObject({ email: ALFA, isRefused: true, refusedReason: 'wrong-person' });
    expect(answered.body.proposedContactId).toBe(proposed.id);
    expect(await openHolds()).toEqual([]);
    expect(await life.outbox.outcomes()).toEqual([{ outcome: 'refused' }]);
    expect(await life.outbox.events()).toContain('notice_misdirected');
    expect((await admin('POST', `${url}/${mail.id}/answer`, { answer: 'go-on' })).body.code).toBe(
      'already-answered',
    );

    const repaired = await admin('POST', `${url}/${mail.id}/repair`, { contactId: proposed.id });
    expect([repaired.status, repaired.body.state, repaired.body.answer]).toEqual([
      200,
      'done',
      'repaired',
    ]);
    await life.outbox.work();
    expect(await life.outbox.deliveries()).toMatchObject([
      { recipient: ALFA, state: 'misdirected' },
      { recipient: 'szef@client.example', state: 'accepted' },
    ]);
    expect(await life.outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('the wrong person beside the right one: the stage counts, and only the address is left out', async () => {
    await life.write([{ name: 'Alfa', emails: [ALFA, 'biuro@client.example'] }]);
    await life.reply(ALFA, 'Nie jestem klientem Państwa firmy.');
    await life.collect();
    const mail = await only();
    const { body } = await admin('POST', `${url}/${mail.id}/answer`, { answer: 'wrong-person' });
    expect(body).toMatchObject({ state: 'open', notice: { state: 'sent' } });
    expect(await life.outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
    expect(await openHolds()).toEqual([]);
  });

  it('refuses to repair an answer that is not about an address', async () => {
    const mail = await reply();
    expect((await admin('POST', `${url}/${mail.id}/repair`, { email: ALFA })).body.code).toBe(
      'not-a-bounce',
    );
  });

  it('a second unread answer keeps the case waiting', async () => {
    const first = await reply();
    await life.reply(ALFA, 'I jeszcze jedno: proszę o duplikat.');
    await life.collect();
    await admin('POST', `${url}/${first.id}/answer`, { answer: 'go-on' });
    expect(await openHolds()).toEqual([{ code: 'reply', until: null }]);
  });

  const bounce = async () => {
    await life.write([{ name: 'Alfa' }]);
    await life.bounce(ALFA);
    await life.collect();
    return only();
  };

  it('a bounce proposes the next address, and sending there counts the stage again', async () => {
    const other = 'szef@client.example';
    const client = await firm.client('Alfa', [ALFA]);
    await firm.invoice(client, { number: 'FV/9', dueOn: '2026-03-10' });
    await firm.rows(
      `insert into client_contacts (account_id, client_id, email, is_dunning, source, position, created_at) values ($1, $2, $3, false, 'provider', 5, now())`,
      client,
      other,
    );
    await firm.settle('2026-03-17');
    await firm.run('2026-03-17');
    await life.outbox.work();
    await life.bounce(ALFA);
    await life.collect();
    const mail = await only();
    const proposed = mail.contacts.find(({ email }: { email: string }) => email === other);
    expect(mail).toMatchObject({
      kind: 'bounce',
      recipient: ALFA,
      bounceReason: 'no-such-address',
      proposedContactId: proposed.id,
    });
    const repaired = await admin('POST', `${url}/${mail.id}/repair`, { contactId: proposed.id });
    expect([repaired.status, repaired.body.state, repaired.body.answer]).toEqual([
      200,
      'done',
      'repaired',
    ]);
    await life.outbox.work();
    expect(await life.outbox.deliveries()).toMatchObject([
      { recipient: ALFA, state: 'bounced' },
      { recipient: other, state: 'accepted' },
    ]);
    expect(await life.outbox.outcomes()).toEqual([{ outcome: 'counted' }]);
  });

  it('where no address is left, a new one can be typed', async () => {
    const mail = await bounce();
    expect(mail.proposedContactId).toBeNull();
    expect((await admin('POST', `${url}/${mail.id}/repair`, {})).body.code).toBe('address-needed');
    await admin('POST', `${url}/${mail.id}/repair`, { email: 'Nowy@client.example' });
    await life.outbox.work();
    expect(await life.outbox.deliveries()).toMatchObject([
      { recipient: ALFA, state: 'bounced' },
      { recipient: 'Nowy@client.example', state: 'accepted' },
    ]);
  });

  it('the same address, vouched for, gets another message with another id', async () => {
    const mail = await bounce();
    const ids = () => firm.rows('select message_id from deliveries where account_id = $1');
    const before = await ids();
    await admin('POST', `${url}/${mail.id}/repair`, { email: ALFA });
    await life.outbox.work();
    expect(await life.outbox.deliveries()).toMatchObject([{ recipient: ALFA, state: 'accepted' }]);
    expect(await ids()).not.toEqual(before);
  });

  it("keeps another firm's mail, contacts and clients out of reach", async () => {
    const mail = await bounce();
    const other = await Firm.make(product, 'Inna', [{ userId, role: 'admin' }]);
    const foreign = `/accounts/${other.accountId}/inbound-mails/${mail.id}`;
    expect((await admin('GET', foreign)).status).toBe(404);
    expect((await admin('POST', `${foreign}/repair`, { email: ALFA })).status).toBe(404);
    expect((await admin('POST', `${foreign}/answer`, { answer: 'go-on' })).status).toBe(404);
    const client = await other.client('Obca');
    const [contact] = await other.rows<{ id: string }>(
      'select id from client_contacts where account_id = $1 and client_id = $2',
      client,
    );
    expect(
      (await admin('POST', `${url}/${mail.id}/repair`, { contactId: contact!.id })).status,
    ).toBe(404);
  });
});
