import { readFileSync } from 'node:fs';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';
import { describe, expect, it } from '@jest/globals';

import { type BillingoDocument, readDocument } from './document.js';
import { invoiceRecord } from './invoice-record.js';

const detail = sample('document.json') as Record<string, unknown>;
const [, inEuro] = (sample('documents-list.json') as { data: Record<string, unknown>[] }).data;

describe('a document as Billingo sends it', () => {
  it('becomes a record with the due date, the amounts and the client as printed', () => {
    expect(record(detail)).toEqual({
      collection: 'documents',
      externalId: '41000001',
      sequence: 41000001n,
      number: 'MINTA-2026-15',
      kind: 'invoice',
      isDraft: false,
      currency: 'HUF',
      netMinor: 10_000_000n,
      taxMinor: 2_700_000n,
      grossMinor: 12_700_000n,
      openMinor: 12_700_000n,
      paidOn: null,
      issuedOn: '2026-02-02',
      soldOn: '2026-02-02',
      dueOn: '2026-02-10',
      client: {
        externalId: '1780001',
        name: 'Minta Vevő Kft.',
        kind: 'business',
        taxNumber: '12345676243',
        street: 'Próba utca 12.',
        postalCode: '1117',
        city: 'Budapest',
        country: 'HU',
      },
      paymentMethod: 'wire_transfer',
      bankAccount: '11773016-11111018-00000000',
      bankName: null,
      swift: 'OTPVHUHB',
      isSplitPayment: false,
      ksefNumber: null,
      correctsExternalId: null,
      lines: [
        {
          name: 'Tanácsadás',
          unit: 'óra',
          quantity: '1',
          unitNetMinor: 10_000_000n,
          netMinor: 10_000_000n,
          taxMinor: 2_700_000n,
          grossMinor: 12_700_000n,
          taxSymbol: '27',
        },
      ],
      payLink: null,
    });
  });

  it('keeps 99.99 euro as they are, and is paid to an international number then', () => {
    expect(record(inEuro as object)).toMatchObject({
      currency: 'EUR',
      grossMinor: 9999n,
      netMinor: 7873n,
      taxMinor: 2126n,
      bankAccount: 'HU42117730161111101800000000',
    });
  });

  it('takes the copy of the partner, and the deprecated one only where there is none', () => {
    const partner = { ...(detail['partner'] as object), name: 'Új Név Kft.' };
    expect(record({ ...detail, partner }).client.name).toBe('Minta Vevő Kft.');
    expect(record({ ...detail, partner, document_partner: null }).client.name).toBe('Új Név Kft.');
    expect(record({ ...detail, partner: { id: 'nonsense' } }).client.name).toBe('Minta Vevő Kft.');
  });

  it('adds its lines up where the summary is missing', () => {
    expect(record({ ...detail, summary: undefined })).toMatchObject({
      netMinor: 10_000_000n,
      taxMinor: 2_700_000n,
    });
  });

  it('does not mind what stands in the day of payment while nothing is paid', () => {
    expect(record({ ...detail, paid_date: '0000-00-00' })).toMatchObject({ paidOn: null });
  });
});

describe('of the many types of document', () => {
  it.each([
    ['invoice', 'invoice'],
    ['advance', 'advance'],
    ['modification', 'invoice'],
  ])('%s is a claim', (type, kind) => {
    expect(document({ ...detail, type }).kind).toBe(kind);
  });

  it.each([
    ...['cancellation', 'cert_of_completion', 'd_cert_of_completion', 'dossier', 'draft'],
    ...['draft_offer', 'draft_order_form', 'draft_waybill', 'offer', 'order_form', 'proforma'],
    ...['receipt', 'receipt_cancellation', 'waybill', 'something_new'],
  ])('%s is none', (type) => {
    const read = document({ ...detail, type });
    expect(read.kind).toBeNull();
    expect(() => invoiceRecord(read, null)).toThrow('is no claim');
  });

  it.each(['invoice', 'advance', 'modification'])(
    '%s that is cancelled is owed by nobody',
    (type) => {
      expect(document({ ...detail, type, cancelled: true }).kind).toBe('cancelled');
    },
  );
});

describe('a modification that takes something off', () => {
  const reduction = {
    ...detail,
    id: 41000009,
    type: 'modification',
    gross_total: -12700,
    summary: { net_amount: -10000, vat_amount: -2700 },
    related_documents: [{ id: 41000001, invoice_number: 'MINTA-2026-15' }],
  };

  it('is a credit note on the document that was there before', () => {
    expect(record(reduction)).toMatchObject({
      kind: 'credit_note',
      grossMinor: -1_270_000n,
      openMinor: -1_270_000n,
      correctsExternalId: '41000001',
    });
    const related_documents = [{ id: 41000001 }, { id: 41000010 }];
    expect(record({ ...reduction, related_documents }).correctsExternalId).toBe('41000001');
  });

  it('takes nothing off once it is cancelled itself', () => {
    expect(record({ ...reduction, cancelled: true })).toMatchObject({
      kind: 'credit_note',
      grossMinor: 0n,
      netMinor: 0n,
      taxMinor: 0n,
      openMinor: 0n,
    });
  });

  it.each([
    ['no original', []],
    ['two of them', [{ id: 41000001 }, { id: 41000002 }]],
  ])('cannot be used when it names %s', (_, related_documents) => {
    expect(() => record({ ...reduction, related_documents })).toThrow('which one document');
  });
});

describe('a row that cannot be used', () => {
  it.each([
    ['an amount written as text', { gross_total: '127000' }, 'malformed', /gross_total/],
    ['half a cent', { currency: 'EUR', gross_total: 0.005 }, 'malformed', /gross_total/],
    ['a day that does not exist', { due_date: '2026-02-30' }, 'malformed', /due_date/],
    ['no id', { id: null }, 'malformed', /id/],
    ['no type, so that it might be a pro forma', { type: undefined }, 'malformed', /type/],
    ['a payment status nobody knows', { payment_status: 'half' }, 'malformed', /payment_status/],
    ['no client', { document_partner: null, partner: null }, 'malformed', /document_partner/],
    ['no known currency', { currency: 'FT' }, 'unknown-currency', /currency/],
  ])('because of %s is set aside with the reason', (_, change, reason, detailText) => {
    const row = readDocument({ ...detail, ...change });
    expect(row).toMatchObject({ isUsable: false, setAside: { collection: 'documents', reason } });
    expect(row.isUsable ? '' : row.setAside.detail).toMatch(detailText);
  });

  it.each([null, 'text', 7, []])('is set aside even when it is %j', (raw) => {
    expect(readDocument(raw)).toMatchObject({
      isUsable: false,
      setAside: { externalId: null, reason: 'malformed', record: raw },
    });
  });
});

function document(raw: object): BillingoDocument {
  const row = readDocument(raw);
  if (!row.isUsable) throw new Error(row.setAside.detail);
  return row.record;
}

function record(raw: object): InvoiceRecord {
  return invoiceRecord(document(raw), []);
}

function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'));
}
