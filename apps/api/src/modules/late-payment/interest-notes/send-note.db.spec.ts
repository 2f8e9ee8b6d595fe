import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { extractText, getDocumentProxy } from 'unpdf';

import { Outbox } from '../../../../test/factories/outbox.js';
import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

describe('an interest note that is sent', () => {
  let product: Product;
  let work: WorkingFirm;
  let outbox: Outbox;
  let smtp: SmtpDouble;
  let clientId: string;
  let invoiceId: string;
  let note: { id: string; number: string };
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    smtp = await SmtpDouble.start();
    work = await WorkingFirm.on(product, '2024-02-20', `ewa${people}`);
    outbox = new Outbox(product, work.firm);
    await outbox.useSender(smtp.port);
    await work.firm.rows('update accounts set undo_minutes = 10 where id = $1');
    clientId = await work.firm.client('Alfa');
    invoiceId = await work.firm.invoice(clientId, {
      number: 'FV/1',
      dueOn: '2024-01-10',
      gross: 1_240_000,
    });
    await work.firm.settle('2024-01-15', [invoiceId]);
    await work.firm.pay(invoiceId, 1_240_000, '2024-01-20');
    await work.firm.settle('2024-01-20', [invoiceId]);
    const caseIds = [await work.caseId('FV/1')];
    note = (await work.send('POST', '/interest-notes', { caseIds })).body;
  });
  afterEach(() => smtp.close());

  const send = (how: string) => work.send('POST', `/interest-notes/${note.id}/send`, { how });
  const mails = (): Promise<ParsedMail[]> =>
    Promise.all(smtp.mails.map((mail) => simpleParser(mail.raw)));
  /** Nine o'clock and so many minutes: the undo window is ten. */
  const at = (minutes: number) =>
    product.clock.set(`2024-02-20T09:${String(minutes).padStart(2, '0')}:00+01:00`);
  const file = async () => (await work.send('GET', `/interest-notes/${note.id}/file`)).bytes!;
  const show = async () => (await work.send('GET', `/interest-notes/${note.id}`)).body;

  it('alone leaves as a message of its own once it can no longer be taken back', async () => {
    expect((await send('alone')).body).toMatchObject({
      messages: [{ isAlone: true, state: 'planned' }],
    });
    await outbox.work();
    expect(smtp.mails).toEqual([]);
    at(11);
    await outbox.work();
    const [mail] = await mails();
    expect(mail!.subject).toBe('Nota odsetkowa NO/1/2024');
    expect(mail!.text).toContain('05.03.2024');
    expect(mail!.attachments).toMatchObject([
      { filename: 'NO-1-2024.pdf', contentType: 'application/pdf' },
    ]);
    expect(mail!.attachments[0]!.content.equals(await file())).toBe(true);
    expect((await show()).messages).toMatchObject([{ state: 'sent' }]);
    expect(await work.history('FV/1', 'interest_note_mailed')).toHaveLength(1);
  });

  it('twice by a double click leaves once', async () => {
    const both = await Promise.all([send('alone'), send('alone')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await outbox.states()).toHaveLength(1);
  });

  it('stands in the outbox with its amount, and can be taken back there', async () => {
    await send('alone');
    const [{ noticeId }] = (await show()).messages;
    expect((await work.send('GET', `/notices/${noticeId}`)).body).toMatchObject({
      stageKey: 'interest-note',
      interestNoteId: note.id,
      amounts: [{ amount: '357.87', currency: 'PLN' }],
    });
    expect((await work.send('POST', `/notices/${noticeId}/cancel`, {})).status).toBe(200);
    at(11);
    await outbox.work();
    expect(smtp.mails).toEqual([]);
    expect((await send('alone')).status).toBe(200);
  });

  it.each([
    [
      'note-void',
      () => work.send('POST', `/interest-notes/${note.id}/void`, { reason: 'pomyłka' }),
    ],
    [
      'note-paid',
      () =>
        work.send('POST', `/interest-notes/${note.id}/payments`, {
          amount: { amount: '357.87', currency: 'PLN' },
          paidOn: '2024-02-20',
        }),
    ],
    [
      'note-on-hold',
      () => work.send('POST', `/clients/${clientId}/hold`, { reason: 'rozmowy', until: null }),
    ],
    [
      'note-outdated',
      // half of the invoice turns out to have come in in time
      () =>
        work.firm.rows(
          `update payments set received_on = '2024-01-10' where account_id = $1 and id in (select payment_id from allocations where invoice_id = $2)`,
          invoiceId,
        ),
    ],
  ])('does not leave where meanwhile: %s', async (reason, happens) => {
    await send('alone');
    await happens();
    at(11);
    await outbox.work();
    expect(smtp.mails).toEqual([]);
    expect(await outbox.states()).toMatchObject([{ state: 'cancelled', reason }]);
  });

  it('does not leave while nothing of the firm may leave', async () => {
    await work.firm.switchSending(false);
    await send('alone');
    at(11);
    await outbox.work();
    expect(smtp.mails).toEqual([]);
    expect(await outbox.states()).toMatchObject([{ state: 'held' }]);
  });

  it('goes with the next letter of a stage, named in it, and with no later one', async () => {
    expect((await send('with-next')).body).toMatchObject({ goesWithNext: true, messages: [] });
    await work.firm.invoice(clientId, { number: 'FV/2', dueOn: '2024-02-10' });
    await work.firm.settle('2024-02-20');
    await work.firm.run('2024-02-20');
    at(11);
    await outbox.work();
    const [mail] = await mails();
    expect(mail!.text).toContain('FV/2');
    expect(mail!.text!.replaceAll('\u00a0', ' ')).toContain(
      'nota odsetkowa NO/1/2024 na kwotę 357,87 zł, płatna do 05.03.2024',
    );
    expect(mail!.attachments.map(({ filename }) => filename)).toEqual(['NO-1-2024.pdf']);
    expect(await show()).toMatchObject({
      goesWithNext: false,
      messages: [{ isAlone: false, state: 'sent' }],
    });
  });

  it('stands in a statement of everything open', async () => {
    await work.firm.rows("update stages set attachments = '{statement}' where account_id = $1");
    await work.firm.invoice(clientId, { number: 'FV/2', dueOn: '2024-02-10' });
    await work.firm.settle('2024-02-20');
    await work.firm.run('2024-02-20');
    at(11);
    await outbox.work();
    const [mail] = await mails();
    const proxy = await getDocumentProxy(new Uint8Array(mail!.attachments[0]!.content));
    const { text } = await extractText(proxy, { mergePages: true });
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/NO\/1\/2024.*357,87/);
  });

  it('is not sent where nothing is owed on it', async () => {
    await work.send('POST', `/interest-notes/${note.id}/void`, { reason: 'pomyłka' });
    expect(await send('alone')).toMatchObject({
      status: 409,
      body: { type: '/problems/note-void' },
    });
  });
});
