import { readFileSync } from 'node:fs';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';
import { describe, expect, it } from '@jest/globals';

import { readInvoice } from './invoice-record.js';
import type { Collection } from './collections.js';

const detail = sample('invoice.json') as object;
const [, , toPerson] = (sample('invoices-list.json') as { entities: object[] }).entities;

describe('an invoice as inFakt sends it', () => {
  it('becomes a record with the due date, the amounts and the client as printed', () => {
    expect(read(detail)).toEqual({
      collection: 'invoices',
      externalId: '282ebe68-80aa-495e-aee4-66c5c0faa001',
      sequence: 2310824n,
      number: '16/03/2023',
      kind: 'invoice',
      isDraft: true,
      currency: 'PLN',
      netMinor: 6623n,
      taxMinor: 1523n,
      grossMinor: 8146n,
      openMinor: 8146n,
      paidOn: null,
      issuedOn: '2023-03-15',
      soldOn: '2023-03-15',
      dueOn: '2023-03-22',
      client: {
        externalId: '1090119',
        name: 'Pani Przykład JDG',
        kind: 'business',
        taxNumber: '8990100726',
        street: 'Szlak 49',
        postalCode: '31-153',
        city: 'Kraków',
        country: 'PL',
      },
      paymentMethod: 'transfer',
      bankAccount: '93167000049221347708117111',
      bankName: 'Dobry bank',
      swift: null,
      isSplitPayment: false,
      ksefNumber: null,
      correctsExternalId: null,
      lines: [
        {
          name: 'Abonament podstawowy',
          unit: 'szt.',
          quantity: '1',
          unitNetMinor: 6623n,
          netMinor: 6623n,
          taxMinor: 1523n,
          grossMinor: 8146n,
          taxSymbol: '23',
        },
      ],
      payLink: null,
    });
  });

  it('is paid when it has a payment date, whatever its status and what is left to pay say', () => {
    expect(read({ ...toPerson, status: 'printed', left_to_pay: 27060 })).toMatchObject({
      paidOn: '2023-03-20',
      openMinor: 0n,
    });
    expect(read({ ...detail, status: 'paid' })).toMatchObject({ paidOn: null, openMinor: 8146n });
  });

  it('is partly open when something was paid on it', () => {
    expect(read({ ...detail, paid_price: 5000, left_to_pay: 3146 })).toMatchObject({
      openMinor: 3146n,
    });
    expect(read({ ...detail, paid_price: 5000, left_to_pay: undefined })).toMatchObject({
      openMinor: 3146n,
    });
  });

  it('knows a private person, who has no company and no tax number', () => {
    expect(read(toPerson as object).client).toMatchObject({
      name: 'Infaktor Fakturowy',
      kind: 'person',
      taxNumber: null,
    });
  });

  it.each([
    ['JPY', 1200],
    ['HUF', 120000],
    ['KWD', 1200],
  ])('counts %s in its own minor units', (currency, gross_price) => {
    expect(read({ ...detail, currency, gross_price, left_to_pay: gross_price })).toMatchObject({
      grossMinor: BigInt(gross_price),
      currency,
    });
  });

  it.each([
    ['proforma', 'proforma'],
    ['pro_forma', 'proforma'],
    ['Pro forma', 'proforma'],
    ['vat', 'invoice'],
    ['bill', 'invoice'],
  ])('of kind %s is %s', (kind, expected) => {
    expect(read({ ...detail, kind }).kind).toBe(expected);
  });

  it.each([
    ['margin_invoices', 'margin'],
    ['advance_invoices', 'advance'],
    ['final_invoices', 'final'],
    ['oss_invoices', 'oss'],
  ] as const)('in %s is %s', (collection, expected) => {
    expect(read(detail, collection).kind).toBe(expected);
  });

  it('writes small quantities out', () => {
    const services = [{ ...(detail as { services: object[] }).services[0], quantity: 1e-7 }];
    expect(read({ ...detail, services }).lines[0]?.quantity).toBe('0.0000001');
  });
});

describe('a row that cannot be used', () => {
  it.each([
    ['an amount written as text', { gross_price: '81.46' }, 'malformed', /gross_price/],
    ['an amount with decimals', { gross_price: 81.46 }, 'malformed', /gross_price/],
    ['a day that does not exist', { payment_date: '2023-02-30' }, 'malformed', /payment_date/],
    ['no uuid', { uuid: null }, 'malformed', /uuid/],
    ['no kind, so that it might be a pro forma', { kind: undefined }, 'malformed', /kind/],
    ['no known currency', { currency: 'ZŁO' }, 'unknown-currency', /currency/],
  ])('because of %s is set aside with the reason', (_, change, reason, detailText) => {
    const row = readInvoice('invoices', { ...detail, ...change });
    expect(row).toMatchObject({ isUsable: false, setAside: { collection: 'invoices', reason } });
    expect(row.isUsable ? '' : row.setAside.detail).toMatch(detailText);
  });

  it.each([null, 'text', 7, []])('is set aside even when it is %j', (raw) => {
    expect(readInvoice('invoices', raw)).toMatchObject({
      isUsable: false,
      setAside: { externalId: null, reason: 'malformed', record: raw },
    });
  });
});

describe('a correction', () => {
  const line = (correction: boolean, gross: number) => ({
    ...(detail as { services: object[] }).services[0],
    net_price: gross,
    tax_price: 0,
    gross_price: gross,
    correction,
  });
  const corrected = '6fd6b5b4-2a0a-4d0d-8d0f-5a9f1f0a0002';
  const correction = {
    ...detail,
    kind: 'correction',
    corrected_invoice_uuid: corrected,
    services: [line(false, 8146), line(true, 5000)],
    net_price: -3146,
    tax_price: 0,
    left_to_pay: -3146,
  };

  it.each([
    ['the change', -3146],
    ['the new amount', 5000],
  ])('takes off what its lines say when its total states %s', (_, gross_price) => {
    expect(read({ ...correction, gross_price }, 'corrective_invoices')).toMatchObject({
      kind: 'credit_note',
      grossMinor: -3146n,
      openMinor: -3146n,
      correctsExternalId: corrected,
    });
  });

  it('is set aside when total and lines contradict each other', () => {
    const row = readInvoice('corrective_invoices', { ...correction, gross_price: 77 });
    expect(row).toMatchObject({ isUsable: false, setAside: { reason: 'unclear-correction' } });
  });

  it('without pairs of lines is taken at its total', () => {
    const row = read(
      { ...correction, services: [], gross_price: -3146 },
      'corrective_oss_invoices',
    );
    expect(row).toMatchObject({ kind: 'credit_note', grossMinor: -3146n });
  });
});

function read(raw: object, collection: Collection = 'invoices'): InvoiceRecord {
  const row = readInvoice(collection, raw);
  if (!row.isUsable) throw new Error(row.setAside.detail);
  return row.record;
}

function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'));
}
