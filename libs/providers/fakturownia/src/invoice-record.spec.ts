import type { InvoiceRecord } from '@invoicetracker/provider-kit';
import { describe, expect, it } from '@jest/globals';

import { invoice, sample, type Wire } from '../test/samples.js';
import { readInvoice } from './invoice-record.js';

const position = {
  name: 'Abonament',
  kind: null,
  quantity: '1.5',
  quantity_unit: 'szt',
  price_net: '66.6666',
  tax: '23',
  total_price_net: '100.0',
  total_price_gross: '123.0',
  deleted: false,
};

describe('an invoice as Fakturownia sends it', () => {
  it('becomes a record with the due date, the amounts and the client as printed', () => {
    expect(read(invoice({ positions: [position] }))).toEqual({
      collection: 'invoices',
      externalId: '100200300',
      sequence: 100200300n,
      number: '15/02/2026',
      kind: 'invoice',
      isDraft: false,
      currency: 'PLN',
      netMinor: 100_000n,
      taxMinor: 23_000n,
      grossMinor: 123_000n,
      openMinor: 123_000n,
      paidOn: null,
      issuedOn: '2026-02-02',
      soldOn: '2026-02-02',
      dueOn: '2026-02-16',
      client: {
        externalId: '555',
        name: 'Klient Przykładowy Sp. z o.o.',
        kind: 'business',
        taxNumber: '6272616681',
        street: 'Nowa 44',
        postalCode: '30-314',
        city: 'Kraków',
        country: 'PL',
      },
      paymentMethod: 'transfer',
      bankAccount: '24114019770000592172001001',
      bankName: 'Bank',
      swift: null,
      isSplitPayment: false,
      ksefNumber: '5252445767-20260202-0A1B2C3D4E5F-87',
      correctsExternalId: null,
      lines: [
        {
          name: 'Abonament',
          unit: 'szt',
          quantity: '1.5',
          unitNetMinor: 6667n,
          netMinor: 10_000n,
          taxMinor: 2300n,
          grossMinor: 12_300n,
          taxSymbol: '23',
        },
      ],
      payLink: 'https://firma.fakturownia.pl/invoice/abcDEF123ghi',
    });
  });

  it('asks for its gross with charges and without deductions, less what was paid', () => {
    const partly = sample('invoice-with-payments.json') as Wire;
    expect(read(partly)).toMatchObject({ grossMinor: 118_000n, openMinor: 68_000n, paidOn: null });
    const charged = { kind: 'charge', amount: '100.00', reason: 'Transport' };
    expect(read(invoice({ settlement_positions: [charged] }))).toMatchObject({
      grossMinor: 133_000n,
      openMinor: 133_000n,
    });
  });

  it('owes nothing once its status is paid, whatever the amounts say', () => {
    expect(read(invoice({ status: 'paid', paid_date: '2026-02-20' }))).toMatchObject({
      openMinor: 0n,
      paidOn: '2026-02-20',
    });
  });

  it('was paid on the day of its last change when the status was set without a date', () => {
    const change = { status: 'paid', paid_date: null, updated_at: '2026-03-01T00:30:00.000+01:00' };
    expect(read(invoice(change)).paidOn).toBe('2026-03-01');
    expect(read(invoice({ ...change, updated_at: null })).paidOn).toBe('2026-02-02');
  });

  it('is not settled by a date alone: a part payment has one too', () => {
    const partly = { status: 'partial', paid: '500.0', paid_date: '2026-02-20' };
    expect(read(invoice(partly))).toMatchObject({ openMinor: 73_000n, paidOn: null });
  });

  it('is settled when all of it was paid before anybody set the status', () => {
    const all = { status: 'sent', paid: '1230.00', paid_date: '2026-02-20' };
    expect(read(invoice(all))).toMatchObject({ openMinor: 0n, paidOn: '2026-02-20' });
  });

  describe('with a discount for paying early', () => {
    const skonto = {
      status: 'partial',
      skonto_active: '1',
      skonto_discount_date: '2026-02-10',
      skonto_discount_value: '10',
    };
    it('is settled by the rest, paid in time', () => {
      const inTime = invoice({ ...skonto, paid: '1107.0', paid_date: '2026-02-10' });
      expect(read(inTime)).toMatchObject({ openMinor: 0n, paidOn: '2026-02-10' });
    });
    it.each([
      ['paid too late', { paid: '1107.0', paid_date: '2026-02-11' }],
      ['paid too little', { paid: '1106.99', paid_date: '2026-02-10' }],
      ['not agreed on', { paid: '1107.0', paid_date: '2026-02-10', skonto_active: '0' }],
    ])('is owed in full when %s', (_, change) => {
      expect(read(invoice({ ...skonto, ...change })).paidOn).toBeNull();
    });
  });

  it('without a term of payment has no due date, whatever stands beside it', () => {
    expect(read(invoice({ payment_to_kind: 'off' })).dueOn).toBeNull();
    expect(read(invoice({ payment_to_kind: 14 })).dueOn).toBe('2026-02-16');
  });

  it('sold in a month has the day of the transaction, or none', () => {
    expect(read(invoice({ sell_date: '2026-01' })).soldOn).toBeNull();
    const day = { sell_date: '2026-01', transaction_date: '2026-01-31' };
    expect(read(invoice(day)).soldOn).toBe('2026-01-31');
  });

  it.each([
    ['vat', 'invoice'],
    ['bill', 'invoice'],
    ['vat_margin', 'margin'],
    ['advance', 'advance'],
    ['final', 'final'],
    ['wdt', 'invoice'],
  ])('of kind %s is %s', (kind, expected) => {
    expect(read(invoice({ kind })).kind).toBe(expected);
  });

  it('knows sales under the one-stop shop', () => {
    expect(read(invoice({ use_oss: '1' })).kind).toBe('oss');
    expect(read(invoice({ use_moss: true })).kind).toBe('oss');
  });

  it.each([
    ['its kind', { kind: 'canceled' }],
    ['a flag', { cancelled: true }],
    ['the client refusing it', { status: 'rejected' }],
  ])('is cancelled by %s', (_, change) => {
    expect(read(invoice(change)).kind).toBe('cancelled');
  });

  it('has the number of the state only from its real system', () => {
    expect(read(invoice({ gov_status: 'demo_ok' })).ksefNumber).toBeNull();
    expect(read(invoice({ gov_status: 'processing' })).ksefNumber).toBeNull();
  });

  it.each([
    [{ buyer_tax_no: 'DE123456789', buyer_tax_no_kind: 'nip_ue' }, 'DE123456789'],
    [{ buyer_tax_no: '525-244-57-67-00001', buyer_tax_no_kind: 'nip_with_id' }, '5252445767'],
    [{ buyer_tax_no: '90010112345', buyer_tax_no_kind: 'PESEL' }, null],
    [{ buyer_tax_no: '', buyer_tax_no_kind: 'empty' }, null],
  ])('reads %j as the tax number %s', (change, expected) => {
    expect(read(invoice(change)).client.taxNumber).toBe(expected);
  });

  it('knows a private person', () => {
    const person = {
      buyer_company: false,
      buyer_name: '',
      buyer_first_name: 'Anna',
      buyer_last_name: 'Żak',
      buyer_tax_no: '',
      buyer_country: 'Polska',
    };
    expect(read(invoice(person)).client).toMatchObject({
      name: 'Anna Żak',
      kind: 'person',
      taxNumber: null,
      country: null,
    });
  });

  it('never shows a link that could carry our token', () => {
    const pdf = 'https://firma.fakturownia.pl/invoices/1.pdf?api_token=secret';
    expect(read(invoice({ view_url: pdf, token: null })).payLink).toBeNull();
    expect(read(invoice({ view_url: 'javascript:alert(1)', token: '?x' })).payLink).toBeNull();
    const page = 'https://firma.fakturownia.pl/f/1/abcDEF';
    expect(read(invoice({ view_url: page })).payLink).toBe(page);
  });
});

describe('a correction', () => {
  const [, correction] = sample('invoices-list.json') as [Wire, Wire];
  const line = (kind: string, gross: string) => ({
    ...position,
    kind,
    total_price_net: gross,
    total_price_gross: gross,
  });

  it('is the change it makes, linked to what it corrects', () => {
    expect(read(correction)).toMatchObject({
      kind: 'credit_note',
      grossMinor: -12_300n,
      openMinor: -12_300n,
      correctsExternalId: '100200300',
    });
    expect(read({ ...correction, invoice_id: null }).correctsExternalId).toBe('100200300');
  });

  it('shows the difference of its lines, not the lines as they were and are', () => {
    const positions = [
      line('correction', '-123.0'),
      line('correction_before', '246.0'),
      line('correction_after', '123.0'),
    ];
    expect(read({ ...correction, positions }).lines).toMatchObject([{ grossMinor: -12_300n }]);
  });

  it('is set aside when total and lines contradict each other', () => {
    const positions = [line('correction_before', '246.0'), line('correction_after', '200.0')];
    const row = readInvoice({ ...correction, positions }, 'firma');
    expect(row).toMatchObject({ isUsable: false, setAside: { reason: 'unclear-correction' } });
  });

  it.each([
    ['cancelled', { kind: 'canceled', positions: [line('correction', '-123.0')] }],
    ['cancelled by a flag', { cancelled: true }],
    ['refused', { status: 'rejected' }],
  ])('that is %s takes nothing off any more', (_, change) => {
    expect(read({ ...correction, ...change })).toMatchObject({
      kind: 'credit_note',
      netMinor: 0n,
      grossMinor: 0n,
      openMinor: 0n,
      correctsExternalId: '100200300',
    });
  });
});

describe('a row that cannot be used', () => {
  it.each([
    ['an amount that is none', { price_gross: '1,230.00' }, 'malformed'],
    ['more decimals than the currency has', { price_gross: '81.465' }, 'malformed'],
    [
      'a settlement that is none',
      { settlement_positions: [{ kind: 'tip', amount: '1' }] },
      'malformed',
    ],
    ['a day that does not exist', { issue_date: '2026-02-30' }, 'malformed'],
    ['no id', { id: null }, 'malformed'],
    ['no word on whether it is a sale', { income: undefined }, 'malformed'],
    ['being a cost, where the client is ourselves', { income: '0' }, 'malformed'],
    ['a kind that nobody owes', { kind: 'receipt' }, 'malformed'],
    ['no known currency', { currency: 'ZŁO' }, 'unknown-currency'],
  ])('because of %s is set aside with the reason', (_, change, reason) => {
    const row = readInvoice(invoice(change), 'firma');
    expect(row).toMatchObject({ isUsable: false, setAside: { collection: 'invoices', reason } });
  });

  it.each([null, 'text', 7, []])('is set aside even when it is %j', (raw) => {
    expect(readInvoice(raw, 'firma')).toMatchObject({
      isUsable: false,
      setAside: { externalId: null, reason: 'malformed', record: raw },
    });
  });
});

function read(raw: object): InvoiceRecord {
  const row = readInvoice(raw, 'firma');
  if (!row.isUsable) throw new Error(row.setAside.detail);
  return row.record;
}
