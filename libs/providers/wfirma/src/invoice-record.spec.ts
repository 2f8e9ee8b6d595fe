import { readFileSync } from 'node:fs';
import { localDate } from '@invoicetracker/calendar';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';
import { describe, expect, it } from '@jest/globals';

import { correctionRecord, debtRecord, type ReadDocument, readDocument } from './invoice-record.js';
import { type InvoiceRow, invoiceRow } from './invoice-row.js';

const sample = firstInvoice('invoices-find.response.json');

describe('an invoice as wFirma sends it', () => {
  it('becomes a record with the due date, the amounts and the client as printed', () => {
    expect(debt({})).toEqual({
      collection: 'invoices',
      externalId: '1207242',
      sequence: 1207242n,
      number: 'FV 12/2026',
      kind: 'invoice',
      isDraft: false,
      currency: 'PLN',
      netMinor: 97000n,
      taxMinor: 22310n,
      grossMinor: 119310n,
      openMinor: 119310n,
      paidOn: null,
      issuedOn: '2026-02-12',
      soldOn: null,
      dueOn: '2026-02-26',
      client: {
        externalId: '889001',
        name: 'PPHU Przykład',
        kind: 'business',
        taxNumber: '8982073475',
        street: 'Legnicka 33/12',
        postalCode: '54-162',
        city: 'Wrocław',
        country: 'PL',
      },
      paymentMethod: 'transfer',
      bankAccount: '59111122223333444455556666',
      bankName: 'BANK',
      swift: null,
      isSplitPayment: false,
      ksefNumber: null,
      correctsExternalId: null,
      lines: [
        {
          name: 'Usługa',
          unit: 'szt.',
          quantity: '1',
          unitNetMinor: 97000n,
          netMinor: 97000n,
          taxMinor: 22310n,
          grossMinor: 119310n,
          taxSymbol: '23',
        },
      ],
      payLink: null,
    });
  });

  it.each([
    ['bill', 'invoice'],
    ['margin', 'margin'],
    ['advance', 'advance'],
    ['final', 'final'],
  ])('of type %s is %s', (type, kind) => {
    expect(debt({ type }).kind).toBe(kind);
  });

  it.each(['proforma', 'offer', 'receipt_normal', 'income_normal', 'constructor'])(
    'of type %s is none of ours',
    (type) => {
      expect(readDocument('invoices', { ...sample, type })).toEqual({ kind: 'foreign' });
    },
  );

  it('knows where sources disagree on the names', () => {
    const { total, alreadypaid, remaining, ...rest } = sample;
    const others = { ...rest, brutto: total, paid: '193.10' };
    expect([alreadypaid, remaining]).toEqual(['0.00', '1193.10']);
    expect(debtOf(others)).toMatchObject({ grossMinor: 119310n, openMinor: 100000n });
  });

  it('never looks at the payment state, which nobody agrees on', () => {
    expect(debt({ paymentstate: 'paid' })).toMatchObject({ openMinor: 119310n, paidOn: null });
  });

  it('is paid when nothing remains, on the day of its last payment if that is known', () => {
    const paid = { remaining: '0.00', alreadypaid: '1193.10', modified: '2026-03-05 10:00:00' };
    expect(debt(paid)).toMatchObject({ openMinor: 0n, paidOn: '2026-03-05' });
    const read = understood({ ...sample, ...paid });
    expect(debtRecord(read, localDate('2026-03-02')).paidOn).toBe('2026-03-02');
    expect(debt({ ...paid, modified: '0000-00-00 00:00:00' }).paidOn).toBe('2026-02-12');
    expect(debt({ remaining: '-7.00' })).toMatchObject({ openMinor: 0n, paidOn: '2026-02-12' });
  });

  it('leaves its corrections out of what is open, as they are taken off by themselves', () => {
    const corrected = { total_composed: '1000.00', corrections: '1', alreadypaid: '100.00' };
    expect(debt({ ...corrected, remaining: '900.00' }).openMinor).toBe(109310n);
    // where what remains is seen to have left them out already
    expect(debt({ ...corrected, remaining: '1093.10' }).openMinor).toBe(109310n);
    const { remaining: _, ...silent } = sample;
    expect(debtOf({ ...silent, ...corrected }).openMinor).toBe(109310n);
  });

  it('is settled when corrections took everything off', () => {
    expect(debt({ total_composed: '0.00', remaining: '0.00', corrections: '1' })).toMatchObject({
      openMinor: 0n,
      paidOn: expect.anything(),
    });
  });

  it.each(['schema_cancelled', 'schema_canceled'])('is cancelled by %s', (name) => {
    expect(debt({ [name]: '1', remaining: '0.00' })).toMatchObject({
      kind: 'cancelled',
      openMinor: 119310n,
      paidOn: null,
    });
  });

  it('has the net unit price although prices are agreed gross', () => {
    const { invoicecontent } = (sample.invoicecontents as Contents)['0'];
    const content = { ...invoicecontent, price: '298.28', count: '4.0000' };
    const invoicecontents = { '0': { invoicecontent: content } };
    expect(debt({ price_type: 'brutto', invoicecontents }).lines).toMatchObject([
      { quantity: '4', unitNetMinor: 24250n },
    ]);
  });

  it('may have no lines, which PHP writes as a list', () => {
    expect(debt({ invoicecontents: [] }).lines).toEqual([]);
  });

  it('does not keep a PESEL, which stands where the tax number should', () => {
    const party = { ...(sample.contractor_detail as object), nip: '80010112345' };
    const detail = { ...party, tax_id_type: 'pesel' };
    expect(debt({ contractor_detail: detail }).client).toMatchObject({
      kind: 'person',
      taxNumber: null,
    });
  });

  it('knows no client by the number 0, no day 0000-00-00 and no sale date that is left empty', () => {
    expect(debt({ contractor: { id: '0' } }).client.externalId).toBeNull();
    expect(debt({ disposaldate: '0000-00-00' }).soldOn).toBeNull();
    expect(debt({ disposaldate: '2026-02-11', disposaldate_empty: '1' }).soldOn).toBeNull();
    expect(debt({ disposaldate: '2026-02-11', disposaldate_empty: '0' }).soldOn).toBe('2026-02-11');
  });
});

describe('a row that cannot be used', () => {
  const missing = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, undefined]));
  it.each([
    ['no total under either name', missing('total', 'brutto'), /total/],
    ['nothing about what was paid', missing('remaining', 'alreadypaid', 'paid'), /remaining/],
    ['half a grosz', { total: '1193.105' }, /gross/],
    ['an amount in words', { total: 'sto' }, /total/],
    ['a list where text belongs', { remaining: ['1193.10'] }, /remaining/],
    ['a day that does not exist', { paymentdate: '2026-02-30' }, /paymentdate/],
    ['no id', { id: '0' }, /id/],
  ])('because of %s is set aside with the reason', (_, change, detail) => {
    const row = readDocument('invoices', { ...sample, ...change });
    expect(row).toMatchObject({
      kind: 'aside',
      setAside: { reason: 'malformed', detail: expect.stringMatching(detail) },
    });
  });

  it('because of its currency says so, with its id', () => {
    expect(readDocument('invoices', { ...sample, currency: 'ZŁ' })).toMatchObject({
      setAside: { reason: 'unknown-currency', externalId: '1207242' },
    });
  });

  it.each([null, 'text', 7, []])('is set aside even when it is %j', (raw) => {
    expect(readDocument('invoices', raw)).toMatchObject({
      kind: 'aside',
      setAside: { externalId: null, reason: 'malformed', record: raw },
    });
  });
});

describe('a correction', () => {
  const parent = { ...sample, total_composed: '1070.10', corrections: '1', remaining: '1070.10' };
  const correction = {
    ...sample,
    id: '1207300',
    type: 'correction',
    parent: { id: '1207242' },
    corrections: '0',
  };
  const change = { total: '-123.00', netto: '-100.00', tax: '-23.00' };
  const anew = { total: '1070.10', netto: '870.00', tax: '200.10' };

  it.each([
    ['the change', change],
    ['the new amount', anew],
  ])('changes what the corrected invoice says when its total states %s', (_, amounts) => {
    expect(credit({ ...correction, ...amounts }, parent)).toMatchObject({
      collection: 'corrections',
      kind: 'credit_note',
      netMinor: -10000n,
      taxMinor: -2300n,
      grossMinor: -12300n,
      openMinor: -12300n,
      paidOn: null,
      correctsExternalId: '1207242',
    });
  });

  it('is set aside when its total is neither', () => {
    const row = correctionRecord(correctionOf({ ...correction, total: '77.00' }), parsed(parent));
    expect(row).toMatchObject({ kind: 'aside', setAside: { reason: 'unclear-correction' } });
  });

  it('without anything to compare with is believed when it takes something off', () => {
    expect(credit({ ...correction, ...change }, null).grossMinor).toBe(-12300n);
    const twice = { ...parent, corrections: '2' };
    expect(credit({ ...correction, ...change }, twice).grossMinor).toBe(-12300n);
    expect(correctionRecord(correctionOf({ ...correction, ...anew }), parsed(twice)).kind).toBe(
      'aside',
    );
  });

  it.each(['ZŁ', 'EUR'])('compares with nothing that is stated in %s', (currency) => {
    const strange = { ...parent, currency };
    expect(credit({ ...correction, ...change }, strange).grossMinor).toBe(-12300n);
    expect(correctionRecord(correctionOf({ ...correction, ...anew }), parsed(strange)).kind).toBe(
      'aside',
    );
  });

  it('says what it corrects in either way', () => {
    const { parent: _, ...bare } = { ...correction, ...change };
    expect(credit({ ...bare, parent_id: '1207242' }, null).correctsExternalId).toBe('1207242');
  });
});

type Row = Record<string, unknown>;
type Contents = { '0': { invoicecontent: Row } };

function debt(fields: object): InvoiceRecord {
  return debtOf({ ...sample, ...fields });
}

function debtOf(raw: object): InvoiceRecord {
  return debtRecord(understood(raw), null);
}

function credit(raw: object, parent: object | null): InvoiceRecord {
  const row = correctionRecord(correctionOf(raw), parent === null ? null : parsed(parent));
  if (row.kind !== 'usable') throw new Error('not usable');
  return row.record;
}

function understood(raw: object): ReadDocument {
  return documentOf('invoices', raw);
}

function correctionOf(raw: object): ReadDocument {
  return documentOf('corrections', raw);
}

function documentOf(collection: 'invoices' | 'corrections', raw: object): ReadDocument {
  const row = readDocument(collection, raw);
  if (row.kind !== 'usable') throw new Error(row.kind === 'aside' ? row.setAside.detail : row.kind);
  return row.record;
}

function parsed(raw: object): InvoiceRow {
  return invoiceRow(raw);
}

function firstInvoice(file: string): Row {
  const text = readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8');
  const { invoices } = JSON.parse(text) as { invoices: { '0': { invoice: Row } } };
  return invoices['0'].invoice;
}
