import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { extractText, getDocumentProxy } from 'unpdf';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const DRAFT = {
  subject: 'x',
  body: '{{ invoice_list }}\n\n{{ payment_details }}\n\n{{ legal_line }}',
};

describe('what a stage sends along', () => {
  let product: Product;
  let admin: Caller;
  let adminId: string;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;

  beforeAll(async () => {
    product = await Product.start();
    adminId = await product.user('admin-anna');
    admin = await product.signedIn('admin-anna');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    product.clock.set('2026-03-17T10:00:00+01:00');
    firm = await Firm.make(product, 'Żółta Łódź', [{ userId: adminId, role: 'admin' }]);
    outbox = new Outbox(product, firm);
    await firm.switchSending(true);
    await outbox.useSender(smtp.port);
    await firm.rows(
      "update accounts set bank_account = 'PL61109010140000071219812874' where id = $1",
    );
  });
  afterEach(() => smtp.close());

  const wants = (kinds: string[]) =>
    firm.rows('update stages set attachments = $2 where account_id = $1', kinds);
  const mails = (): Promise<ParsedMail[]> =>
    Promise.all(smtp.mails.map((mail) => simpleParser(mail.raw)));
  const printed = async (pdf: Buffer) => {
    const proxy = await getDocumentProxy(new Uint8Array(pdf));
    return (await extractText(proxy, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
  };
  const view = async () =>
    (await admin('GET', `/accounts/${firm.accountId}/notices/${await outbox.onlyNotice()}`)).body;

  it('is nothing where nothing is wanted', async () => {
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await outbox.work();
    const [mail] = await mails();
    expect(mail!.attachments).toEqual([]);
    expect(smtp.mails[0]!.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect((await view()).attachments).toEqual([]);
  });

  it('is the code inside the letter and the statement beside it', async () => {
    await wants(['payment-code', 'statement']);
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await outbox.work();
    const [mail] = await mails();
    const [code, statement] = mail!.attachments;
    expect(mail!.attachments).toHaveLength(2);
    expect(code).toMatchObject({ contentType: 'image/png', related: true });
    expect(smtp.mails[0]!.html).toContain('data:image/png');
    expect(statement).toMatchObject({
      contentType: 'application/pdf',
      filename: 'zestawienie-2026-03-17.pdf',
    });
    const text = await printed(statement!.content);
    for (const said of ['FV/1', '123,00 zł', 'Alfa', '10.03.2026']) expect(text).toContain(said);
  });

  it('shows the picture on the screen, and hands the file out as it left', async () => {
    await wants(['payment-code', 'statement']);
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await outbox.work();
    const notice = await view();
    expect(notice.bodyHtml).toMatch(/<img[^>]+src="data:image\/png;base64,/);
    expect(notice.bodyHtml).not.toContain('cid:');
    expect(notice.attachments).toEqual([
      expect.objectContaining({ position: 1, isInLetter: true, contentType: 'image/png' }),
      expect.objectContaining({
        position: 2,
        isInLetter: false,
        name: 'zestawienie-2026-03-17.pdf',
      }),
    ]);
    const url = `/accounts/${firm.accountId}/notices/${notice.id}/attachments`;
    const file = await admin('GET', `${url}/2`);
    expect(file.status).toBe(200);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="zestawienie-2026-03-17.pdf"',
      'content-length': String((await mails())[0]!.attachments[1]!.content.length),
    });
    for (const wrong of ['3', '999'])
      expect((await admin('GET', `${url}/${wrong}`)).status).toBe(404);
    expect((await admin('GET', `${url}/0`)).status).toBe(400);
  });

  it('M04 is the same bytes for an address that was told to wait', async () => {
    await wants(['payment-code', 'statement']);
    smtp.fault('greylist', 1, /b@/);
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example', 'b@alfa.example'] }]);
    await outbox.work();
    await firm.rows("update accounts set legal_name = 'Inna nazwa' where id = $1");
    product.clock.advance({ days: 1 });
    await outbox.work();
    const [first, second] = await mails();
    expect(second!.attachments.map((file) => file.content)).toEqual(
      first!.attachments.map((file) => file.content),
    );
  });

  it('is made anew when the letter is, and nothing of the attempt before stays', async () => {
    await wants(['payment-code', 'statement']);
    smtp.fault('greylist');
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await outbox.work();
    await wants(['statement']);
    product.clock.advance({ days: 1 });
    await outbox.work();
    expect((await mails())[0]!.attachments.map((file) => file.contentType)).toEqual([
      'application/pdf',
    ]);
    expect((await view()).attachments).toHaveLength(1);
  });

  it('has on the statement everything open with the client and nobody else', async () => {
    await wants(['statement']);
    const client = await firm.client('Alfa', ['a@alfa.example']);
    await firm.invoice(client, { number: 'FV/POZNIEJ', dueOn: '2026-09-01' });
    const paid = await firm.invoice(client, { number: 'FV/ZAPLACONA', dueOn: '2026-03-01' });
    await firm.pay(paid, 12_300, '2026-03-02');
    await firm.invoice(client, { number: 'FV/SPORNA', dueOn: '2026-03-01' });
    await firm.invoice(await firm.client('Beta'), { number: 'FV/CUDZA', dueOn: '2026-03-01' });
    await firm.invoice(client, { number: 'FV/TERAZ', dueOn: '2026-03-10' });
    await firm.settle('2026-03-17');
    await firm.rows(
      `insert into holds (account_id, case_id, code, subject, reason, created_on, created_at)
       select $1, c.id, 'dispute', 'case', 'sporna', '2026-03-17', now() from cases c
         join invoices i on i.account_id = c.account_id and i.id = c.invoice_id and i.number = 'FV/SPORNA' where c.account_id = $1`,
    );
    await firm.run('2026-03-17');
    await outbox.work();
    const [mail] = await mails();
    const text = await printed(mail!.attachments[0]!.content);
    for (const said of ['FV/POZNIEJ', 'jeszcze niewymagalne', 'FV/SPORNA', 'sporne', 'FV/TERAZ'])
      expect(text).toContain(said);
    for (const secret of ['FV/ZAPLACONA', 'FV/CUDZA']) expect(text).not.toContain(secret);
    expect(text).toMatch(/w tym po terminie 123,00 zł/);
  });

  it('is in the preview of a text', async () => {
    await wants(['payment-code', 'statement']);
    const { body } = await admin(
      'POST',
      `/accounts/${firm.accountId}/templates/demand/de/preview`,
      DRAFT,
    );
    expect(body.bodyHtml).toMatch(/<img[^>]+src="data:image\/png;base64,/);
    expect(body.bodyHtml).toContain('Banking-App');
    expect(body.attachments).toMatchObject([
      { isInLetter: true },
      { name: expect.stringMatching(/^offene-posten-/) },
    ]);
  });
});
