import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { finding, type InvoiceRecord, type SetAside } from '@invoicetracker/provider-kit';

import { BUYER, NIP, NUMBER, type Picture, picture } from '../../test/picture.js';
import { readInvoice } from './invoice-record.js';

const sample = (file: string) =>
  readFileSync(new URL(`../../spec/examples/${file}`, import.meta.url), 'utf8');
const TERM = '<TerminPlatnosci><Termin>2026-02-28</Termin></TerminPlatnosci>';

function record(wanted: Picture = {}): InvoiceRecord {
  const row = readInvoice(NUMBER, NIP, picture(wanted));
  if (!row.isUsable) throw new Error(`set aside: ${row.setAside.detail}`);
  return row.record;
}

function aside(wanted: Picture | string, nip = NIP): SetAside {
  const row = readInvoice(NUMBER, nip, typeof wanted === 'string' ? wanted : picture(wanted));
  if (row.isUsable) throw new Error('it is usable');
  return row.setAside;
}

describe('the published samples', () => {
  it('of FA(3) are read: an unpaid transfer with a settlement of nought', () => {
    const row = readInvoice(NUMBER, '5265877635', sample('fa3-template-unpaid-transfer.xml'));
    expect(row).toMatchObject({
      isUsable: true,
      record: {
        number: 'FA/GRQMB-0001/05/2025',
        kind: 'invoice',
        netMinor: 4360n,
        taxMinor: 1003n,
        grossMinor: 5363n,
        openMinor: 5363n,
        paidOn: null,
        issuedOn: '2025-09-01',
        soldOn: '2026-02-28',
        dueOn: '2026-03-15',
        paymentMethod: 'transfer',
        bankAccount: '73111111111111111111111111',
        isSplitPayment: false,
        client: { externalId: 'PL1111111111', emails: ['jan@kowalski.pl'], city: 'Warszawa' },
        lines: [{ grossMinor: 2214n }, { netMinor: 2560n, taxMinor: 589n }],
      },
    });
  });

  it('of FA(2) are read: paid when it was issued', () => {
    const row = readInvoice(NUMBER, '5265877635', sample('fa2-template.xml'));
    expect(row).toMatchObject({
      isUsable: true,
      record: { grossMinor: 4337057n, openMinor: 0n, paidOn: '2025-05-28', dueOn: '2025-05-28' },
    });
    expect(row.isUsable && row.record.lines).toHaveLength(12);
  });

  it('of two instalments without amounts: part paid, and due on the last day', () => {
    const row = readInvoice(NUMBER, NIP, sample('fa3-partly-paid-two-instalments.xml'));
    expect(row).toMatchObject({
      isUsable: true,
      record: {
        openMinor: 200000n,
        paidOn: null,
        dueOn: '2026-03-31',
        isSplitPayment: true,
        client: { emails: ['ksiegowosc@example.com', 'zakupy@example.com'], phone: '123334455' },
      },
    });
  });

  it('of a correction: the difference, and the number of what it corrects', () => {
    const row = readInvoice(NUMBER, NIP, sample('fa3-correction-minus.xml'));
    expect(row).toMatchObject({
      isUsable: true,
      record: {
        kind: 'credit_note',
        netMinor: -20000n,
        taxMinor: -4600n,
        grossMinor: -24600n,
        correctsExternalId: NUMBER,
        lines: [{ quantity: '-1', grossMinor: -24600n }],
      },
    });
  });

  it('of a sold claim: never to be asked for in our own name', () => {
    expect(aside(sample('fa3-factored-described-term.xml')).reason).toBe('claim-sold');
  });
});

describe('a claim that was sold', () => {
  it.each([
    ['a third party in the role of the factor', { others: '<Podmiot3><Rola>1</Rola></Podmiot3>' }],
    [
      'an account of the factor',
      {
        payment: `${TERM}<RachunekBankowyFaktora><NrRB>83101010230000261395100000</NrRB></RachunekBankowyFaktora>`,
      },
    ],
  ])('is known by %s', (_, wanted) => {
    expect(aside(wanted).reason).toBe('claim-sold');
  });

  it('is not known by another third party, and its corrections count', () => {
    expect(record({ others: '<Podmiot3><Rola>6</Rola></Podmiot3>' }).openMinor).toBe(246000n);
    const correction = {
      kind: 'KOR',
      total: '-10.00',
      others: '<Podmiot3><Rola>1</Rola></Podmiot3>',
    };
    expect(record(correction)).toMatchObject({ kind: 'credit_note', grossMinor: -1000n });
  });
});

describe('the term of payment', () => {
  const described =
    '<TerminPlatnosci><TerminOpis><Ilosc>30</Ilosc><Jednostka>dni</Jednostka><ZdarzeniePoczatkowe>otrzymanie faktury</ZdarzeniePoczatkowe></TerminOpis></TerminPlatnosci>';

  it('in words only is not guessed at, and shown', () => {
    expect(aside({ payment: described })).toMatchObject({
      reason: 'no-due-date',
      findings: [finding('term-without-day', null, '30 dni otrzymanie faktury')],
    });
    expect(aside({ payment: TERM + described }).reason).toBe('no-due-date');
  });

  it('may be missing, with all that is said about payment', () => {
    expect(aside({ payment: '' }).reason).toBe('no-due-date');
  });

  it('is not needed when nothing is left to pay', () => {
    const paid = '<Zaplacono>1</Zaplacono><DataZaplaty>2026-02-12</DataZaplaty>';
    expect(record({ payment: paid })).toMatchObject({
      openMinor: 0n,
      paidOn: '2026-02-12',
      dueOn: '2026-02-12',
    });
  });
});

describe('what is to be paid', () => {
  const part = (amount: string, day: string) =>
    `<ZaplataCzesciowa><KwotaZaplatyCzesciowej>${amount}</KwotaZaplatyCzesciowej><DataZaplatyCzesciowej>${day}</DataZaplatyCzesciowej></ZaplataCzesciowa>`;

  it('is nothing when it was paid in parts to the end', () => {
    const payment = `<ZnacznikZaplatyCzesciowej>2</ZnacznikZaplatyCzesciowej>${part('460.00', '2026-02-20')}${part('2000', '2026-02-18')}${TERM}`;
    expect(record({ payment })).toMatchObject({ openMinor: 0n, paidOn: '2026-02-20' });
  });

  it('is less after a deduction, and the total stays', () => {
    const settlement =
      '<Rozliczenie><Odliczenia><Kwota>60.00</Kwota><Powod>Nadpłata</Powod></Odliczenia><DoZaplaty>2400.00</DoZaplaty></Rozliczenie>';
    expect(record({ settlement })).toMatchObject({ grossMinor: 246000n, openMinor: 240000n });
  });

  it('is more with a deposit beside the total, which is a line of its own', () => {
    const settlement =
      '<Rozliczenie><Obciazenia><Kwota>40.00</Kwota><Powod>Kaucja</Powod></Obciazenia><DoZaplaty>2500.00</DoZaplaty></Rozliczenie>';
    const made = record({ settlement });
    expect(made).toMatchObject({ grossMinor: 250000n, openMinor: 250000n, taxMinor: 46000n });
    expect(made.lines.at(-1)).toMatchObject({ name: 'Kaucja', grossMinor: 4000n });
  });

  it('is nothing when more had been paid before', () => {
    const settlement = '<Rozliczenie><DoRozliczenia>100.00</DoRozliczenia></Rozliczenie>';
    expect(record({ settlement, payment: '' })).toMatchObject({ openMinor: 0n, paidOn: null });
  });

  it('is nothing on an advance invoice, which documents money received', () => {
    expect(record({ kind: 'ZAL' })).toMatchObject({
      kind: 'advance',
      openMinor: 0n,
      paidOn: '2026-02-10',
    });
    expect(record({ kind: 'ROZ', total: '460.00' })).toMatchObject({
      kind: 'final',
      openMinor: 46000n,
    });
  });
});

describe('amounts', () => {
  it('leave out the VAT in PLN on an invoice in another currency', () => {
    const taxes = '<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_14_1W>98.12</P_14_1W>';
    expect(record({ currency: 'EUR', taxes, total: '123.00' })).toMatchObject({
      currency: 'EUR',
      netMinor: 10000n,
      taxMinor: 2300n,
      grossMinor: 12300n,
    });
  });

  it('of lines are counted from the net or the gross value, with what was before taken off', () => {
    const line = (inner: string) => `<FaWiersz><P_8B>1</P_8B>${inner}<P_12>8</P_12></FaWiersz>`;
    const lines =
      line('<P_11A>108.00</P_11A>') +
      line('<P_11>100.00</P_11>') +
      line('<P_11>50.00</P_11><StanPrzed>1</StanPrzed>');
    expect(record({ lines }).lines).toMatchObject([
      { netMinor: 10000n, taxMinor: 800n, grossMinor: 10800n },
      { netMinor: 10000n, taxMinor: 800n, grossMinor: 10800n },
      { quantity: '-1', netMinor: -5000n, taxMinor: -400n, grossMinor: -5400n },
    ]);
  });

  it.each(['2460,00', '2 460.00', '1e3', '', '12345678901234567'])(
    'are refused as "%s"',
    (total) => {
      expect(aside({ total }).reason).toBe('malformed');
    },
  );
});

describe('the buyer', () => {
  const id = (inner: string) => `<DaneIdentyfikacyjne>${inner}</DaneIdentyfikacyjne>`;

  it('is known again by the tax number, whatever the name', () => {
    const renamed = BUYER.replace('Odbiorca Sp. z o.o.', 'ODBIORCA SP ZOO');
    expect(record({ buyer: renamed }).client.externalId).toBe(record().client.externalId);
  });

  it('may be from the Union, from elsewhere, or a person without any number', () => {
    const greek = id('<KodUE>EL</KodUE><NrVatUE>123456789</NrVatUE><Nazwa>Ellas</Nazwa>');
    expect(record({ buyer: greek }).client).toMatchObject({
      taxNumber: 'EL123456789',
      country: 'GR',
    });
    const swiss = id('<KodKraju>CH</KodKraju><NrID>CHE-123.456</NrID><Nazwa>Alpen</Nazwa>');
    expect(record({ buyer: swiss }).client).toMatchObject({
      externalId: 'CHCHE123456',
      taxNumber: 'CHE123456',
    });
    const person = id('<BrakID>1</BrakID><Nazwa>Anna Nowak</Nazwa>');
    expect(record({ buyer: person }).client).toMatchObject({
      externalId: null,
      kind: 'person',
      taxNumber: null,
      emails: [],
      phone: null,
    });
  });
});

describe('a correction', () => {
  const of = (number: string) => `<DaneFaKorygowanej>${number}</DaneFaKorygowanej>`;

  it('of an invoice issued outside KSeF has nothing to be set off against', () => {
    const corrects = of('<NrFaKorygowanej>1/2025</NrFaKorygowanej><NrKSeFN>1</NrKSeFN>');
    expect(record({ kind: 'KOR', corrects, payment: '' }).correctsExternalId).toBeNull();
  });

  it('of several invoices in one sum is for a person to sort out', () => {
    const one = of(`<NrKSeF>1</NrKSeF><NrKSeFFaKorygowanej>${NUMBER}</NrKSeFFaKorygowanej>`);
    expect(aside({ kind: 'KOR', corrects: one + one }).reason).toBe('unclear-correction');
  });

  it('may raise what is owed, and needs no term', () => {
    expect(record({ kind: 'KOR_ROZ', total: '10.00', payment: '' })).toMatchObject({
      kind: 'credit_note',
      grossMinor: 1000n,
      dueOn: null,
    });
  });
});

describe('what is no document of ours', () => {
  it.each([
    ['no XML', 'Faktura', 'malformed'],
    ['XML cut short', picture().slice(0, 900), 'malformed'],
    [
      'a document type',
      picture().replace('<Faktura', '<!DOCTYPE x [<!ENTITY y "z">]><Faktura'),
      'malformed',
    ],
    ['another form', picture({ form: '1' }), 'unknown-form'],
    ['an unknown kind', picture({ kind: 'NOWA' }), 'unknown-form'],
    ['an unknown currency', picture({ currency: 'ZZZ' }), 'unknown-currency'],
    ['another seller', picture({ seller: '9452121681' }), 'malformed'],
  ])('%s is set aside as it came', (_, xml, reason) => {
    expect(aside(xml)).toMatchObject({ reason, externalId: NUMBER, record: { xml } });
  });

  it('says which field is wrong and not what it holds', () => {
    const { detail } = aside({ total: 'secret-figure' });
    expect(detail).toContain('P_15');
    expect(detail).not.toContain('secret-figure');
  });

  it('takes no link but one to the web', () => {
    const link = (to: string) =>
      record({ payment: `${TERM}<LinkDoPlatnosci>${to}</LinkDoPlatnosci>` });
    expect(link('https://pay.example/1').payLink).toBe('https://pay.example/1');
    expect(link('javascript:alert(1)').payLink).toBeNull();
  });
});
