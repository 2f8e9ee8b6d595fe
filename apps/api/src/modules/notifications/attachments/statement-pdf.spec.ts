import { describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';

import { money } from '@invoicetracker/money';

import { HOSTILE_STRINGS } from '../../../../test/support/hostile-strings.js';
import { LANGUAGES, type Language } from '../../identity/contract/languages.js';
import { EXAMPLE_FACTS } from '../texts/example-facts.js';
import { codePicture } from './code-picture.js';
import { type OpenItem, statementOf } from './statement.js';
import { statementPdf } from './statement-pdf.js';
import { STATEMENT_WORDS } from './statement-words.js';

const item = (number: string | null, open: bigint, more: Partial<OpenItem> = {}): OpenItem => ({
  number,
  issuedOn: '2026-10-01',
  dueOn: '2026-10-15',
  amount: money(open, 'PLN'),
  paid: money(0n, 'PLN'),
  open: money(open, 'PLN'),
  standing: 'overdue',
  ...more,
});
const ITEMS = [
  item('FV/1', 100_000n),
  item('FV/2', 45_600n, { standing: 'disputed' }),
  item('FV/3', 1_000n, { standing: 'promised' }),
  item('FV/4', 2_000n, { standing: 'due-later', dueOn: '2026-12-01' }),
  item('KOR/1', -500n, { standing: 'credit', dueOn: null }),
  item(null, -700n, { standing: 'credit', dueOn: null }),
  item('FE/1', 9_900n, {
    open: money(9_900n, 'EUR'),
    amount: money(9_900n, 'EUR'),
    paid: money(0n, 'EUR'),
  }),
];

const print = (
  language: Language,
  items = ITEMS,
  facts = EXAMPLE_FACTS,
  codes: Parameters<typeof statementPdf>[3] = [],
) => statementPdf(statementOf(items), facts, language, codes);
const textOf = async (pdf: Buffer) => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  });
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
};

describe('a statement of open items', () => {
  it('asks for what is overdue and neither disputed nor promised, and adds no currencies', () => {
    const { open, overdue } = statementOf(ITEMS);
    expect(overdue).toEqual([money(9_900n, 'EUR'), money(100_000n, 'PLN')]);
    expect(open).toEqual([money(9_900n, 'EUR'), money(147_400n, 'PLN')]);
  });

  it.each(LANGUAGES)('is printed in %s, letters and all', async (language) => {
    const text = await textOf(await print(language));
    const words = STATEMENT_WORDS[language];
    for (const said of [
      words.title,
      words.unallocated,
      words.totalOpen,
      words.standing.disputed,
      words.standing.promised,
      words.standing['due-later'],
      words.standing.credit,
      'Przykładowa Firma sp. z o.o.',
      'Kowalski i Wspólnicy S.A.',
      'PL61 1090 1014 0000 0712 1981 2874',
    ])
      expect(text).toContain(said);
    for (const each of ITEMS) if (each.number !== null) expect(text).toContain(each.number);
  });

  it('says who made it, and when by the clock of the account', async () => {
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(await print('pl'))));
    expect(info).toMatchObject({
      Title: 'Zestawienie nierozliczonych pozycji',
      CreationDate: expect.stringContaining('20261121'),
    });
  });

  it('repeats its heads on each page of a long list', async () => {
    const many = Array.from({ length: 120 }, (_, index) => item(`FV/${index}`, 100n));
    const proxy = await getDocumentProxy(new Uint8Array(await print('en', many)));
    const { text } = await extractText(proxy);
    expect(text.length).toBeGreaterThan(2);
    for (const page of text.slice(0, -1)) expect(page).toContain('Due date');
  });

  it('carries the payment code, and stays small', async () => {
    const png = await codePicture({
      kind: 'zbp',
      payload: 'x'.repeat(120),
      errorCorrection: 'L',
      hasAmount: true,
    });
    const pdf = await print('pl', ITEMS, EXAMPLE_FACTS, [{ png, caption: 'Kod' }]);
    expect(pdf.includes('/Subtype /Image')).toBe(true);
    expect(pdf.length).toBeLessThan(100_000);
  });

  it.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text), text]))(
    'D06 takes a hostile name as a name, fetches nothing and runs nothing: %s',
    async (_name, text) => {
      const facts = { ...EXAMPLE_FACTS, client: { name: text, taxNumber: text, address: text } };
      const pdf = await print('en', [item(text, 100n)], facts);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.toString('latin1')).not.toMatch(
        /\/(JavaScript|JS|URI|Launch|EmbeddedFile|OpenAction)\b/,
      );
    },
  );
});
