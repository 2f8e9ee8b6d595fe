import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import jsQRModule from 'jsqr';
import { PNG } from 'pngjs';

import { type Money, money } from '@invoicetracker/money';

import { EXAMPLE_FACTS } from '../texts/example-facts.js';
import type { PaymentInstruction } from '../texts/payment-instructions.js';
import { codePicture } from './code-picture.js';
import { epcCode } from './epc-code.js';
import { paymentCode } from './payment-code.js';
import { transferTitle } from './transfer-title.js';
import { zbpCode } from './zbp-code.js';

const NRB = '61109010140000071219812874';
const jsQR = jsQRModule as unknown as typeof jsQRModule.default;

describe('a Polish transfer code', () => {
  // Vectors made from the recommendation of Związek Banków Polskich of December 2013.
  it.each([
    [
      '5260250274',
      190000n,
      'Hurtownia Chemii Łódź',
      'Faktura FV/12/2026',
      '5260250274|PL|61109010140000071219812874|190000|Hurtownia Chemii Łód|Faktura FV/12/2026|||',
    ],
    [
      '',
      12345n,
      'Jan Kowalski',
      'FV 7/2026',
      '|PL|61109010140000071219812874|012345|Jan Kowalski|FV 7/2026|||',
    ],
    [
      '5252445767',
      null,
      'Nasza Firma Sp. z o.o.',
      'Wpłata',
      '5252445767|PL|61109010140000071219812874|000000|Nasza Firma Sp. z o.|Wpłata|||',
    ],
    [
      '5252445767',
      999999n,
      'Nasza Firma Sp. z o.o.',
      'FV 1/2026',
      '5252445767|PL|61109010140000071219812874|999999|Nasza Firma Sp. z o.|FV 1/2026|||',
    ],
    [
      '5252445767',
      1n,
      'ŻÓŁĆ',
      'ąćęłńóśźż',
      '5252445767|PL|61109010140000071219812874|000001|ŻÓŁĆ|ąćęłńóśźż|||',
    ],
  ])('has nine fields: %s %s %s', (taxNumber, amountMinor, recipient, title, payload) => {
    expect(zbpCode({ taxNumber, account: NRB, amountMinor, recipient, title })).toBe(payload);
  });

  const transfer = { taxNumber: '', account: NRB, amountMinor: 1n, recipient: 'A', title: 'B' };
  it.each([
    ['an amount of seven digits', { amountMinor: 1_000_000n }],
    ['an amount below one grosz', { amountMinor: 0n }],
    ['an account of 25 digits', { account: NRB.slice(1) }],
    ['a foreign account', { account: 'DE89370400440532013000' }],
  ])('is refused for %s', (_name, more) => {
    expect(zbpCode({ ...transfer, ...more })).toBeNull();
  });

  it('stays nine fields in at most 160 characters whatever the names are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    fc.assert(
      fc.property(text, text, text, (taxNumber, recipient, title) => {
        const payload = zbpCode({ ...transfer, taxNumber, recipient, title })!;
        expect(payload.split('|')).toHaveLength(9);
        expect([...payload].length).toBeLessThanOrEqual(160);
        expect(payload).not.toMatch(/[\p{Cc}]/u);
      }),
      { verbose: true },
    );
  });
});

describe('a European transfer code', () => {
  const transfer = {
    recipient: 'Nasza Firma Sp. z o.o.',
    iban: 'PL61 1090 1014 0000 0712 1981 2874',
    amountMinor: 12345n,
    title: 'FV 7/2026',
  };

  it('has its lines in the order of EPC069-12', () => {
    expect(epcCode(transfer)).toBe(
      'BCD\n002\n1\nSCT\n\nNasza Firma Sp. z o.o.\nPL61109010140000071219812874\nEUR123.45\n\n\nFV 7/2026',
    );
    expect(epcCode({ ...transfer, amountMinor: 5n })).toContain('\nEUR0.05\n');
    expect(epcCode({ ...transfer, amountMinor: 99_999_999_999n })).toContain('\nEUR999999999.99\n');
  });

  it.each([
    ['an IBAN whose check digits are wrong', { iban: 'PL62109010140000071219812874' }],
    ['an account that is no IBAN', { iban: NRB }],
    ['nothing to pay', { amountMinor: 0n }],
    ['more than a code can say', { amountMinor: 100_000_000_000n }],
    ['no name', { recipient: ' ' }],
  ])('is refused for %s', (_name, more) => {
    expect(epcCode({ ...transfer, ...more })).toBeNull();
  });

  it('stays eleven lines in at most 331 bytes whatever the names are', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (recipient, title) => {
        const payload = epcCode({ ...transfer, recipient: `F${recipient}`, title })!;
        expect(payload.split('\n')).toHaveLength(11);
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(331);
      }),
      { verbose: true },
    );
  });
});

describe('the title of a transfer', () => {
  it('names whole numbers and counts the rest', () => {
    const numbers = ['FV/2026/03/0001234', 'FV/2026/03/0001235', 'FV/2026/03/0001236'];
    expect(transferTitle(numbers, 32)).toBe('FV/2026/03/0001234 +2');
    expect(transferTitle(numbers, 140)).toBe(numbers.join(', '));
    expect(transferTitle(['x'.repeat(40)], 32)).toBe('x'.repeat(32));
  });
});

describe('the code of a letter', () => {
  const instruction = (
    totals: Money[],
    more: Partial<PaymentInstruction> = {},
  ): PaymentInstruction => ({
    account: 'PL61 1090 1014 0000 0712 1981 2874',
    bankName: '',
    transferTitle: 'FV/1',
    numbers: ['FV/1'],
    totals,
    isSplitPayment: false,
    ...more,
  });
  const codeOf = (totals: Money[], more: Partial<PaymentInstruction> = {}) =>
    paymentCode(instruction(totals, more), EXAMPLE_FACTS.firm);

  it('is Polish for złoty and European for euro, and never the other way round', () => {
    expect(codeOf([money(12345n, 'PLN')])).toMatchObject({ kind: 'zbp', errorCorrection: 'L' });
    expect(codeOf([money(12345n, 'EUR')])).toMatchObject({ kind: 'epc', errorCorrection: 'M' });
  });

  it('leaves the amount to the payer where six digits are too few', () => {
    const code = codeOf([money(1_000_000n, 'PLN')]);
    expect(code).toMatchObject({ hasAmount: false });
    expect(code!.payload).toContain('|000000|');
  });

  it.each<[string, PaymentInstruction]>([
    ['several currencies', instruction([money(1n, 'PLN'), money(1n, 'EUR')])],
    ['a currency without a code', instruction([money(1n, 'HUF')])],
    ['no known account', instruction([money(1n, 'PLN')], { account: '' })],
    ['split payment', instruction([money(1n, 'PLN')], { isSplitPayment: true })],
    ['nothing to pay', instruction([money(0n, 'PLN')])],
  ])('is not there for %s', (_name, given) => {
    expect(paymentCode(given, EXAMPLE_FACTS.firm)).toBeNull();
  });

  it.each(['PLN', 'EUR'])('is read off its picture as it was written (%s)', async (currency) => {
    const firm = { ...EXAMPLE_FACTS.firm, legalName: 'Żółta Łódź' };
    const code = paymentCode(instruction([money(12345n, currency)]), firm)!;
    const picture = await codePicture(code);
    expect(await codePicture(code)).toEqual(picture);
    const { data, width, height } = PNG.sync.read(picture);
    const read = jsQR(new Uint8ClampedArray(data), width, height)!;
    expect(Buffer.from(read.binaryData).toString('utf8')).toBe(code.payload);
    expect(width).toBeGreaterThanOrEqual(200);
  });
});
