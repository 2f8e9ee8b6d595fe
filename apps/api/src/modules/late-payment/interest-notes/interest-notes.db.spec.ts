import { createHash } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';

import { NotingFirm } from '../../../../test/factories/noting-firm.js';
import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

const textOf = async (pdf: Buffer) => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  });
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
};

describe('interest notes', () => {
  let product: Product;
  let noting: NotingFirm;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    noting = await NotingFirm.on(product, `ola${people}`);
  });

  it('put what an invoice that was paid late has earned on a numbered document', async () => {
    const caseId = await noting.paidLate('FV/1');
    const { status, body } = await noting.issue([caseId]);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      number: 'NO/1/2024',
      state: 'open',
      issuedOn: '2024-02-20',
      payBy: '2024-03-05',
      language: 'pl',
      interest: { amount: '53.51', currency: 'PLN' },
      compensation: { amount: '304.36', currency: 'PLN' },
      total: { amount: '357.87', currency: 'PLN' },
      open: { amount: '357.87', currency: 'PLN' },
      issuedBy: `ola${people}`,
      lines: [
        { caseId, invoiceNumber: 'FV/1', dueOn: '2024-01-10', paidOn: '2024-01-20', daysLate: 10 },
      ],
    });
    expect(await noting.work.history('FV/1', 'interest_note_issued')).toEqual([
      '2024-02-20 interest_note_issued',
    ]);
    const { body: audit } = await noting.work.send('GET', '/audit');
    expect(audit.items[0]).toMatchObject({ action: 'interest-note.issued', objectId: body.id });
  });

  it('PL-36 say who, what, when, how late, at which rate, by which law, until when and where to pay', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    const text = await textOf(await noting.file(body.id));
    for (const said of [
      'Nota odsetkowa NO/1/2024',
      'Data wystawienia: 20.02.2024',
      'Termin zapłaty: 05.03.2024',
      'Firma sp. z o.o.',
      'Polna 1, 00-001 Warszawa, PL',
      'NIP: 5260001246',
      'Alfa',
      'NIP: 1234563218',
      'Faktura FV/1 z dnia 27.12.2023',
      'kwota faktury 12 400,00 zł',
      'termin płatności 10.01.2024',
      'zapłacono 20.01.2024',
      'dni opóźnienia: 10',
      '11.01.2024 – 20.01.2024',
      '15,75%',
      '53,51 zł',
      'ustawa z dnia 8 marca 2013 r.',
      '70,00 €',
      'kurs średni NBP 4,3480 z dnia 29.12.2023',
      '304,36 zł',
      'Razem do zapłaty 357,87 zł',
      '61 1090 1014 0000 0712 1981 2874',
      'nie podlegają VAT',
      `Wystawił(a): ola${people}`,
    ])
      expect(text).toContain(said);
  });

  it('are the same document for ever, whatever changes afterwards', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    const before = await noting.file(body.id);
    await noting.work.firm.rows("update clients set name = 'Beta' where account_id = $1");
    await noting.work.moveTo('2024-06-01');
    const after = await noting.file(body.id);
    expect(after.equals(before)).toBe(true);
    expect(createHash('sha256').update(after).digest('hex')).toBe(body.fileHash);
  });

  it('are looked at before, in figures and as a document without a number', async () => {
    const caseId = await noting.paidLate('FV/1');
    const { body } = await noting.work.send('POST', '/interest-notes/draft', { caseIds: [caseId] });
    expect(body).toMatchObject({
      client: { id: noting.clientId, name: 'Alfa' },
      total: { amount: '357.87' },
      payBy: '2024-03-05',
    });
    const looked = await noting.work.send('POST', '/interest-notes/draft/file', {
      caseIds: [caseId],
    });
    expect(await textOf(looked.bytes as Buffer)).toContain('PROJEKT');
    expect((await noting.work.send('GET', '/interest-notes')).body.items).toEqual([]);
    const seen = { amount: '300.00', currency: 'PLN' };
    expect(await noting.issue([caseId], { total: seen })).toMatchObject({
      status: 409,
      body: { type: '/problems/figures-changed' },
    });
  });

  it('are numbered without a gap however many people issue at once', async () => {
    const cases: string[] = [];
    for (const number of ['FV/1', 'FV/2', 'FV/3', 'FV/4'])
      cases.push(await noting.paidLate(number));
    const issued = await Promise.all(cases.map((caseId) => noting.issue([caseId])));
    expect(issued.map(({ body }) => body.number).sort()).toEqual([
      'NO/1/2024',
      'NO/2/2024',
      'NO/3/2024',
      'NO/4/2024',
    ]);
  });

  it('claim nothing twice when two people issue for one case at once', async () => {
    const caseId = await noting.paidLate('FV/1');
    const both = await Promise.all([noting.issue([caseId]), noting.issue([caseId])]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      type: '/problems/note-blocked',
      errors: [{ field: 'caseIds', code: 'nothing-to-note' }],
    });
    expect((await noting.work.send('GET', '/interest-notes')).body.items).toHaveLength(1);
  });

  it('give the number back where something breaks before the document is stored', async () => {
    const caseId = await noting.paidLate('FV/1');
    await product.owner.query(
      `alter table interest_note_lines add constraint broken check (account_id <> '${noting.work.firm.accountId}') not valid`,
    );
    expect((await noting.issue([caseId])).status).toBe(500);
    await product.owner.query('alter table interest_note_lines drop constraint broken');
    expect((await noting.issue([caseId])).body.number).toBe('NO/1/2024');
  });

  it('take what they say out of the claim, and of a longer delay only what runs on is new', async () => {
    const caseId = await noting.unpaid('FV/1');
    const first = (await noting.issue([caseId])).body;
    expect(first.lines[0]).toMatchObject({ paidOn: null, daysLate: 41 });
    expect(await noting.claimOf(caseId)).toMatchObject({
      lateCharges: { amount: '0.00' },
      notes: [{ number: 'NO/1/2024', isPaid: false, compensation: { amount: '304.36' } }],
    });
    await noting.work.moveTo('2024-03-01');
    const whole = (await noting.claimOf(caseId)).claim.interest.amount;
    const { body: second } = await noting.issue([caseId]);
    expect(second).toMatchObject({ number: 'NO/2/2024', compensation: { amount: '0.00' } });
    const cents = (text: string) => Math.round(Number(text) * 100);
    expect(cents(first.interest.amount) + cents(second.interest.amount)).toBe(cents(whole));
    expect(await textOf(await noting.file(second.id))).toContain('Objęte notą NO/1/2024');
  });

  it('are not asked for a second time in letters', async () => {
    await noting.work.firm.rows(
      "update stages set interest = 'claimed', compensation = 'claimed' where account_id = $1",
    );
    const caseId = await noting.unpaid('FV/1');
    const letter = async () =>
      (
        await noting.work.send('POST', '/templates/demand/pl/preview', {
          subject: 'Wezwanie',
          body: '{{ total_open }}',
          caseId,
        })
      ).body.bodyText
        .replaceAll('\u00a0', ' ')
        .trim();
    expect(await letter()).toBe('12 923,74 zł');
    await noting.issue([caseId]);
    expect(await letter()).toBe('12 400,00 zł');
  });

  it('hold what cannot be waived as long as it is on them, and never hold what was waived', async () => {
    const caseId = await noting.paidLate('FV/1');
    const choose = (part: string) =>
      noting.work.send('POST', `/cases/${caseId}/claim/choices`, {
        part,
        isWaived: true,
        reason: 'gest',
      });
    await choose('compensation');
    const { body } = await noting.issue([caseId]);
    expect(body).toMatchObject({ total: { amount: '53.51' }, compensation: { amount: '0.00' } });
    expect(await choose('interest')).toMatchObject({
      status: 409,
      body: { type: '/problems/late-charge-noted' },
    });
  });

  it('are refused with the reason where a figure is missing', async () => {
    const caseId = await noting.paidLate('FV/1');
    await noting.work.firm.rows('update clients set tax_number = null where account_id = $1');
    expect(await noting.issue([caseId])).toMatchObject({
      status: 409,
      body: { type: '/problems/note-blocked', errors: [{ code: 'kind-unknown' }] },
    });
    const { body } = await noting.work.send('POST', '/interest-notes/draft', { caseIds: [caseId] });
    expect(body).toMatchObject({
      lines: [],
      blocked: [{ caseId, invoiceNumber: 'FV/1', code: 'kind-unknown' }],
    });
  });

  it('to a consumer rest on the Civil Code and have no compensation', async () => {
    const caseId = await noting.paidLate('FV/1');
    await noting.work.firm.rows("update clients set claim_kind = 'consumer' where account_id = $1");
    const { body } = await noting.issue([caseId]);
    expect(body.compensation.amount).toBe('0.00');
    expect(await textOf(await noting.file(body.id))).toContain('art. 481 Kodeksu cywilnego');
  });

  it('are for one client and one currency', async () => {
    const other = await noting.work.firm.client('Beta');
    const cases = [await noting.paidLate('FV/1'), await noting.paidLate('FV/2', other)];
    expect(await noting.issue(cases)).toMatchObject({
      status: 422,
      body: { type: '/problems/one-client-a-note' },
    });
    const id = await noting.work.firm.invoice(noting.clientId, {
      number: 'FE/1',
      dueOn: '2024-01-10',
      gross: 1_240_000,
      currency: 'EUR',
    });
    await noting.work.firm.settle('2024-01-15', [id]);
    expect(
      await noting.issue([cases[0]!, await noting.work.caseId('FE/1')], { parts: ['interest'] }),
    ).toMatchObject({ status: 422, body: { type: '/problems/one-currency-a-note' } });
  });

  it('are numbered by the pattern the account has chosen, each pattern from 1', async () => {
    const { body } = await noting.work.send('GET', '/late-payment/note-settings');
    expect(body).toEqual({
      numberPattern: null,
      patternOfLaw: 'NO/{seq}/{year}',
      paymentDays: 14,
      version: 1,
    });
    const save = (numberPattern: string, version: number) =>
      noting.work.send(
        'PUT',
        '/late-payment/note-settings',
        { numberPattern, paymentDays: 7 },
        { 'if-match': `W/"${version}"` },
      );
    expect((await save('NO/{seq}', 1)).status).toBe(422);
    expect((await save('ODS-{year}-{seq}', 1)).status).toBe(200);
    expect((await save('X-{year}-{seq}', 1)).status).toBe(412);
    const issued = (await noting.issue([await noting.paidLate('FV/1')])).body;
    expect(issued).toMatchObject({ number: 'ODS-2024-1', payBy: '2024-02-27' });
  });

  it('of another account are not there', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    const caseId = await noting.work.caseId('FV/1');
    const stranger = await WorkingFirm.on(product, '2024-02-20', `obcy${people}`);
    for (const way of ['', '/file'])
      expect((await stranger.send('GET', `/interest-notes/${body.id}${way}`)).status).toBe(404);
    const asked = await stranger.send('POST', '/interest-notes', { caseIds: [caseId] });
    expect(asked.status).toBe(404);
  });

  it('cannot be changed in the database once they are issued', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    const client = await product.owner.connect();
    try {
      await client.query('set role invoicetracker_app');
      await client.query(`select set_config('app.account_id', $1, false)`, [
        noting.work.firm.accountId,
      ]);
      await expect(
        client.query(`update interest_notes set file = '\\x00' where id = '${body.id}'`),
      ).rejects.toThrow('permission denied');
    } finally {
      await client.query('reset role');
      client.release();
    }
  });
});
