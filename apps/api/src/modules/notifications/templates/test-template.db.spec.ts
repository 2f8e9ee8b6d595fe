import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

const TEXT = {
  subject: 'Zapłata {{ invoice_numbers }}',
  body: '{{ client.name }}: {{ invoice_list }}\n\n{{ payment_details }}\n\n{{ legal_line }}',
};

describe('a test mail of a text', () => {
  let product: Product;
  let firm: Firm;
  let admin: Caller;
  let accountant: Caller;
  let smtp: SmtpDouble;
  let url: string;

  beforeAll(async () => {
    product = await Product.start({ EGRESS_ALLOW: '127.0.0.1:*,localhost:*' });
    product.clock.set('2026-06-01T10:00:00Z');
    const adminId = await product.user('admin-anna');
    const accountantId = await product.user('ksiegowa-kasia');
    admin = await product.signedIn('admin-anna');
    accountant = await product.signedIn('ksiegowa-kasia');
    firm = await Firm.make(product, 'Żółta Łódź', [
      { userId: adminId, role: 'admin' },
      { userId: accountantId, role: 'accountant' },
    ]);
    smtp = await SmtpDouble.start();
    url = `/accounts/${firm.accountId}/templates/demand/pl/test`;
  });
  afterAll(async () => {
    await smtp.close();
    await product.close();
  });

  it('needs a mail server', async () => {
    expect(await admin('POST', url, TEXT)).toMatchObject({
      status: 422,
      body: { type: expect.stringContaining('sender-missing') },
    });
  });

  it('goes to whoever asks for it and to nobody else, filled with a case of the firm', async () => {
    await admin('POST', `/accounts/${firm.accountId}/senders`, {
      use: 'default',
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      username: null,
      fromName: 'Żółta Łódź',
      fromEmail: 'windykacja@firma.example',
      replyTo: null,
      signature: '',
    });
    await firm.invoice(await firm.client('Alfa'), { number: 'FV/1', dueOn: '2026-05-01' });
    await firm.settle('2026-06-01');
    const [row] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
    const answer = await admin('POST', url, { ...TEXT, caseId: row!.id });
    expect(answer).toMatchObject({ status: 200, body: { ok: true, problem: null } });
    expect(smtp.mails).toMatchObject([
      { to: 'admin-anna@people.example', subject: '[TEST] Zapłata FV/1' },
    ]);
  });

  it('is not sent of a text with mistakes, and names them', async () => {
    const before = smtp.mails.length;
    const answer = await admin('POST', url, { ...TEXT, body: 'Dzień dobry' });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(
      expect.objectContaining({ field: 'body', code: 'amount-missing' }),
    );
    expect(smtp.mails).toHaveLength(before);
  });

  it('is for admins', async () => {
    expect((await accountant('POST', url, TEXT)).status).toBe(403);
  });
});
