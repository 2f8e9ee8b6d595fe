import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { extractText, getDocumentProxy } from 'unpdf';

import { Firm } from '../../../../test/factories/firm.js';
import { Outbox } from '../../../../test/factories/outbox.js';
import { type Caller, Product } from '../../../../test/support/product.js';
import { SmtpDouble } from '../../../../test/support/smtp-double.js';

describe('a letter about a late invoice', () => {
  let product: Product;
  let admin: Caller;
  let adminId: string;
  let smtp: SmtpDouble;
  let firm: Firm;
  let outbox: Outbox;

  beforeAll(async () => {
    product = await Product.start();
    adminId = await product.user('anna');
    admin = await product.signedIn('anna');
    await product.owner.query(
      `insert into exchange_rates (publisher, currency_from, currency_to, on_day, rate, source, added_how, added_at)
       values ('NBP', 'EUR', 'PLN', '2026-02-27', 4.25, 'NBP', 'person', now())`,
    );
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

  const says = (interest: string, compensation: string) =>
    firm.rows(
      "update stages set interest = $2, compensation = $3, attachments = '{payment-code,statement}' where account_id = $1",
      interest,
      compensation,
    );
  const sent = async (): Promise<{ mail: ParsedMail; text: string; html: string }> => {
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await outbox.work();
    const mail = await simpleParser(smtp.mails[0]!.raw);
    const plain = (words: string) => words.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ');
    return { mail, text: plain(mail.text!), html: plain(String(mail.html)) };
  };
  const asked = () =>
    firm.rows(
      'select amount_minor, interest_minor, compensation_minor, compensation_currency from notice_cases where account_id = $1',
    );
  const NOTHING = {
    amount_minor: '12300',
    interest_minor: null,
    compensation_minor: null,
    compensation_currency: null,
  };

  it('says nothing of charges that its stage leaves out', async () => {
    const { text } = await sent();
    expect(text).toContain('Prosimy o zapłatę kwoty 123,00 zł');
    expect(text).not.toMatch(/Odsetki za opóźnienie|Rekompensata/);
    expect(await asked()).toEqual([NOTHING]);
  });

  it('only mentions them where its stage says so', async () => {
    await says('mentioned', 'mentioned');
    const { text, html } = await sent();
    expect(text).toContain('Prosimy o zapłatę kwoty 123,00 zł');
    expect(text).toContain(
      'Odsetki za opóźnienie do 17.03.2026: 0,33 zł (rosną o 0,05 zł dziennie; nie wliczono do kwoty do zapłaty)',
    );
    expect(text).toContain(
      'Rekompensata za koszty odzyskiwania należności: 170,00 zł (nie wliczono do kwoty do zapłaty)',
    );
    expect(html).toContain('Odsetki za opóźnienie do 17.03.2026: 0,33 zł');
    expect(await asked()).toEqual([NOTHING]);
  });

  it('asks for them in every amount, and what it asked for is kept', async () => {
    await says('claimed', 'claimed');
    const { mail, text, html } = await sent();
    for (const words of [text, html]) {
      expect(words).toContain('Odsetki za opóźnienie do 17.03.2026');
      expect(words).toContain('293,33 zł');
    }
    expect(text).toContain('Do zapłaty: 123,00 zł');
    expect(text).toContain(
      'Rachunek bankowy: 61 1090 1014 0000 0712 1981 2874 Do zapłaty: 293,33 zł',
    );
    const proxy = await getDocumentProxy(
      new Uint8Array(mail.attachments.find(({ filename }) => filename?.endsWith('.pdf'))!.content),
    );
    const pdf = (await extractText(proxy, { mergePages: true })).text.replaceAll(/\s+/g, ' ');
    expect(pdf).toContain('FV/1: Rekompensata');
    expect(pdf).toContain('293,33 zł');
    expect(await asked()).toEqual([
      {
        amount_minor: '12300',
        interest_minor: '33',
        compensation_minor: '17000',
        compensation_currency: 'PLN',
      },
    ]);
    const notice = await admin(
      'GET',
      `/accounts/${firm.accountId}/notices/${await outbox.onlyNotice()}`,
    );
    expect(notice.body.cases).toMatchObject([
      {
        interest: { amount: '0.33' },
        compensation: { amount: '170.00' },
        chargesOn: '2026-03-17',
      },
    ]);
  });

  it('asks for no figure that is not known', async () => {
    await says('claimed', 'claimed');
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    await firm.rows('update clients set tax_number = null where account_id = $1');
    await outbox.work();
    const mail = await simpleParser(smtp.mails[0]!.raw);
    expect(mail.text).not.toContain('Odsetki za opóźnienie do');
    expect(await asked()).toEqual([NOTHING]);
  });

  it('has fields of them for texts of its own, and reserves nothing that it claims already', async () => {
    await says('claimed', 'claimed');
    await outbox.plan([{ name: 'Alfa', emails: ['a@alfa.example'] }]);
    const [one] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
    const { body } = await admin(
      'POST',
      `/accounts/${firm.accountId}/templates/demand/pl/preview`,
      {
        subject: 'Wezwanie',
        body: '{{ interest }} | {{ daily_interest }} | {{ compensation }} | {{ total_claim }} | {{ legal_basis }} | {{ legal_line }}',
        caseId: one!.id,
      },
    );
    expect(body.bodyText.replaceAll('\u00a0', ' ')).toMatch(
      /^0,33 zł \| 0,05 zł \| 170,00 zł \| 293,33 zł \| ustawa z dnia 8 marca 2013.* \| Żądana kwota obejmuje/,
    );
  });
});
