import type { Content, DocumentDefinition } from 'pdfmake';

import { daysBetween, localDate } from '@invoicetracker/calendar';

import { plainLine } from '../../../platform/mail/plain-line.js';
import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatAmounts, formatDay } from '../texts/customs.js';
import type { NoticeFacts } from '../texts/notice-facts.js';
import { paymentInstructions } from '../texts/payment-instructions.js';
import type { OpenItem, Statement } from './statement.js';
import { STATEMENT_WORDS } from './statement-words.js';
import { noonOf, writePdf } from './write-pdf.js';

/** A code as it stands beside its payment details. */
export interface DrawnCode {
  readonly png: Buffer;
  readonly caption: string;
}

const SMALL = { fontSize: 8.5, color: '#5a6472' } as const;
/** Points: 2 cm is the least at which phones read a code. */
const CODE_SIZE = 90;

/**
 * The statement as a PDF, to be attached to a letter. Names are only ever text in it.
 *
 * @param codes one for each payment instruction of the facts, in their order; null where there is none
 */
export function statementPdf(
  statement: Statement,
  facts: NoticeFacts,
  language: Language,
  codes: readonly (DrawnCode | null)[],
): Promise<Buffer> {
  const words = STATEMENT_WORDS[language];
  const definition: DocumentDefinition = {
    pageSize: 'A4',
    pageMargins: [42, 48, 42, 48],
    language,
    info: {
      title: words.title,
      author: plainLine(facts.firm.legalName),
      creationDate: noonOf(facts.today),
    },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.2, color: '#1b2430' },
    footer: (page, pages) => ({
      text: words.page(page, pages),
      alignment: 'right',
      margin: [42, 12],
      ...SMALL,
    }),
    content: [
      { text: words.title, fontSize: 16, bold: true },
      {
        text: words.asOf(formatDay(facts.today, language)),
        margin: [0, 2, 0, 16],
        color: '#5a6472',
      },
      parties(facts, language),
      table(statement, facts.today, language),
      totals(statement, language),
      ...payments(facts, language, codes),
    ],
  };
  return writePdf(definition);
}

function parties({ firm, client }: NoticeFacts, language: Language): Content {
  const words = STATEMENT_WORDS[language];
  const { taxNumber } = CUSTOMS[language].words;
  const party = (
    role: string,
    of: { name: string; taxNumber: string; address: string },
  ): Content => ({
    stack: [
      { text: role, ...SMALL },
      { text: plainLine(of.name), bold: true },
      plainLine(of.address),
      of.taxNumber === '' ? '' : `${taxNumber}: ${plainLine(of.taxNumber)}`,
    ],
  });
  return {
    columns: [party(words.from, { ...firm, name: firm.legalName }), party(words.to, client)],
    columnGap: 24,
    margin: [0, 0, 0, 18],
  };
}

function table({ items }: Statement, today: string, language: Language): Content {
  const words = STATEMENT_WORDS[language];
  const head = (text: string, alignment: 'left' | 'right' = 'left'): Content => ({
    text,
    alignment,
    ...SMALL,
  });
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 'auto', 'auto', 'auto', 'auto', 'auto'],
      body: [
        [
          head(words.number),
          head(words.issued),
          head(words.due),
          head(words.amount, 'right'),
          head(words.paid, 'right'),
          head(words.open, 'right'),
        ],
        ...items.map((item) => row(item, today, language)),
      ],
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#c9ced6',
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
  };
}

function row(item: OpenItem, today: string, language: Language): Content[] {
  const words = STATEMENT_WORDS[language];
  const amount = (value: OpenItem['open'], isBold = false): Content => ({
    text: formatAmounts([value], language),
    alignment: 'right',
    noWrap: true,
    bold: isBold,
  });
  return [
    item.number === null ? words.unallocated : plainLine(item.number),
    item.issuedOn === null ? '' : formatDay(item.issuedOn, language),
    {
      stack: [
        ...(item.dueOn === null ? [] : [formatDay(item.dueOn, language)]),
        { text: standing(item, today, language), ...SMALL },
      ],
    },
    amount(item.amount),
    amount(item.paid),
    amount(item.open, true),
  ];
}

function standing(item: OpenItem, today: string, language: Language): string {
  if (item.standing !== 'overdue') return STATEMENT_WORDS[language].standing[item.standing];
  const late = daysBetween(localDate(item.dueOn!), localDate(today));
  return CUSTOMS[language].words.daysLate(late);
}

function totals({ open, overdue }: Statement, language: Language): Content {
  const words = STATEMENT_WORDS[language];
  const line = (label: string, text: string, isBold: boolean): Content => ({
    columns: [
      { text: label, alignment: 'right', width: '*', bold: isBold },
      { text, alignment: 'right', width: 150, bold: isBold },
    ],
    margin: [0, 2],
  });
  return {
    stack: [
      line(words.totalOpen, formatAmounts(open, language), true),
      ...(overdue.length === 0
        ? []
        : [line(words.totalOverdue, formatAmounts(overdue, language), false)]),
    ],
    margin: [0, 8, 0, 18],
    unbreakable: true,
  };
}

function payments(
  facts: NoticeFacts,
  language: Language,
  codes: readonly (DrawnCode | null)[],
): Content[] {
  const { words } = CUSTOMS[language];
  return paymentInstructions(facts).map((instruction, index): Content => {
    const code = codes[index] ?? null;
    const account =
      instruction.account === '' ? words.accountOnInvoice : plainLine(instruction.account);
    const details: Content = {
      stack: [
        { text: STATEMENT_WORDS[language].payTo, bold: true, margin: [0, 0, 0, 4] },
        `${words.account}: ${account}`,
        `${words.open}: ${formatAmounts(instruction.totals, language)}`,
        `${words.transferTitle}: ${plainLine(instruction.transferTitle)}`,
        ...(instruction.isSplitPayment ? [{ text: words.splitPayment, ...SMALL }] : []),
        ...(code === null ? [] : [{ text: code.caption, ...SMALL }]),
      ],
    };
    const picture: Content[] =
      code === null
        ? []
        : [
            {
              image: `data:image/png;base64,${code.png.toString('base64')}`,
              fit: [CODE_SIZE, CODE_SIZE],
              width: 'auto',
            },
          ];
    return {
      columns: [details, ...picture],
      columnGap: 18,
      margin: [0, 0, 0, 14],
      unbreakable: true,
    };
  });
}
