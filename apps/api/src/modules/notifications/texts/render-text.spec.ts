import { money, zero } from '@invoicetracker/money';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HOSTILE_STRINGS } from '../../../../test/support/hostile-strings.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import type { InvoiceFacts, NoticeFacts } from './notice-facts.js';
import { renderText } from './render-text.js';
import { shippedText } from './shipped-text.js';

const TEXT = shippedText('hand-over', 'en');

function factsWith(value: string): NoticeFacts {
  return {
    ...EXAMPLE_FACTS,
    firm: {
      ...EXAMPLE_FACTS.firm,
      legalName: value,
      contactPerson: value,
      phone: value,
      address: value,
    },
    client: { name: value, taxNumber: value, address: value },
    invoices: EXAMPLE_FACTS.invoices.map((invoice) => ({
      ...invoice,
      number: value,
      bankName: value,
    })),
  };
}

describe('rendering', () => {
  it.each(HOSTILE_STRINGS.map((value) => [JSON.stringify(value), value]))(
    'lets no data break out of the subject or the page: %s',
    (_name, value) => {
      const { subject, bodyHtml, bodyText } = renderText(TEXT, factsWith(value), 'en');
      expect(subject).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e]*$/u);
      expect(bodyText).not.toMatch(/[^\P{Cc}\n]/u);
      expect(bodyHtml).not.toMatch(/<(script|img|iframe|a|svg|style>[^@])/i);
    },
  );

  it('shows any name as text and never as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const plain = renderText(TEXT, EXAMPLE_FACTS, 'en').bodyHtml;
        const { bodyHtml } = renderText(TEXT, factsWith(name), 'en');
        const tags = (html: string) => html.match(/<[a-z/!]/gi)!.length;
        // the firm's empty lines vanish from the foot, nothing else changes the page's structure
        expect(Math.abs(tags(bodyHtml) - tags(plain))).toBeLessThanOrEqual(2);
      }),
      { verbose: true },
    );
  });

  it.each([
    ['pl', 'kwestionowane przez Państwa i nieobjęte tym pismem: 300,00'],
    ['en', 'contested by you and not asked for here: PLN\u00a0300.00'],
    ['hu', 'az Önök által vitatott, itt nem követelt összeg: 300,00'],
    ['de', 'von Ihnen bestritten und hier nicht gefordert: 300,00'],
  ] as const)(
    'asks for the rest of an invoice that is partly contested, and says so (%s)',
    (language, says) => {
      const [first, second] = EXAMPLE_FACTS.invoices as [InvoiceFacts, InvoiceFacts];
      const contested = money(30_000n, 'PLN');
      const facts = {
        ...EXAMPLE_FACTS,
        invoices: [{ ...first, open: money(70_000n, 'PLN'), contested }, second],
      };
      const { bodyText, bodyHtml } = renderText(shippedText('demand', language), facts, language);
      expect(bodyText).toContain(says);
      expect(bodyHtml).toContain(says.split(':')[0]);
      // 700 and 456, and nowhere the 1,456 that are open
      expect(bodyText).toMatch(/1[.,\s\u00a0]?156[.,]00/);
      expect(bodyText).not.toMatch(/1[.,\s\u00a0]?456[.,]00/);
    },
  );

  it('gives the same bytes for the same facts', () => {
    expect(renderText(TEXT, EXAMPLE_FACTS, 'en')).toEqual(renderText(TEXT, EXAMPLE_FACTS, 'en'));
  });

  it.each([
    ['a line break from the text', 'Reminder\n{{ invoice_numbers }}', 'subject-not-one-line'],
    ['a field of several lines', 'Reminder {{ signature }}', 'subject-not-one-line'],
    ['a table', 'Reminder {{ invoice_list }}', 'subject-not-one-line'],
    ['nothing', '{{ "" }}', 'empty-subject'],
    ['a page of text', `${'x'.repeat(300)}`, 'subject-too-long'],
  ])('refuses a subject with %s', (_name, subject, code) => {
    expect(() => renderText({ ...TEXT, subject }, EXAMPLE_FACTS, 'en')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code }) }),
    );
  });

  it('asks for the account on the invoice where nobody knows one', () => {
    const facts = {
      ...EXAMPLE_FACTS,
      firm: { ...EXAMPLE_FACTS.firm, bankAccount: '' },
      invoices: EXAMPLE_FACTS.invoices.map((invoice) => ({ ...invoice, bankAccount: '' })),
    };
    expect(renderText(shippedText('demand', 'en'), facts, 'en').bodyText).toContain(
      'the account stated on the invoice',
    );
  });

  it('pays each invoice to the account printed on it', () => {
    const [first, second] = EXAMPLE_FACTS.invoices;
    const facts = {
      ...EXAMPLE_FACTS,
      invoices: [first!, { ...second!, bankAccount: 'DE89370400440532013000' }],
    };
    const { bodyText } = renderText(shippedText('demand', 'en'), facts, 'en');
    expect(bodyText).toMatch(
      /PL61 1090 [\s\S]*Transfer title: FV\/10\/2026\n[\s\S]*DE89 3704 0044 0532 0130 00[\s\S]*Transfer title: FV\/17\/2026/,
    );
  });

  it('never adds złoty to euro', () => {
    const [first, second] = EXAMPLE_FACTS.invoices;
    const euros = {
      ...second!,
      open: money(5000n, 'EUR'),
      credited: zero('EUR'),
      gross: money(5000n, 'EUR'),
      paid: zero('EUR'),
    };
    const { subject } = renderText(
      shippedText('demand', 'en'),
      { ...EXAMPLE_FACTS, invoices: [first!, euros] },
      'en',
    );
    expect(subject).toContain('€50.00 + PLN\u00a01,000.00');
  });
});
