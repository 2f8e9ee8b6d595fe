import type { Content } from 'pdfmake';

import { plainLine } from '../../../platform/mail/plain-line.js';
import { STATEMENT_WORDS } from '../attachments/statement-words.js';
import { noonOf, writePdf } from '../attachments/write-pdf.js';
import { CUSTOMS, formatDay } from '../texts/customs.js';
import {
  type InvoiceLine,
  type Letter,
  type LetterPart,
  letterParts,
} from '../texts/letter-view.js';
import { howToReach } from '../texts/text-fields.js';

/** What stands outside the letter's own text. */
export interface Envelope {
  /** The client, line by line, as it is to be seen through the window. */
  readonly recipient: readonly string[];
  /** Pictures of payment codes, by the `src` the letter knows them under. */
  readonly pictures: ReadonlyMap<string, Buffer>;
}

/** Points to a millimetre. */
const MM = 72 / 25.4;
/**
 * Where the window of a DL or C5/6 envelope is when the sheet is folded in three: DIN 5008 form B, the
 * address field 45 mm from the top and 20 mm from the left.
 */
const WINDOW = { x: 25 * MM, sender: 57 * MM, recipient: 62.7 * MM, width: 80 * MM } as const;
/** Where the text begins: below the window. */
const TEXT_TOP = 98 * MM;
const MARGINS = { left: 25 * MM, top: 18 * MM, right: 20 * MM, bottom: 22 * MM } as const;
const SMALL = { fontSize: 8, color: '#5a6472' } as const;
/** 2 cm is the least at which phones read a code. */
const CODE_SIZE = 26 * MM;

/** A notice as a letter to be posted in a window envelope. Names are only ever text in it. */
export function letterPdf(letter: Letter, envelope: Envelope): Promise<Buffer> {
  const { facts, language, subject } = letter;
  const words = STATEMENT_WORDS[language];
  const firm = plainLine(facts.firm.legalName);
  return writePdf({
    pageSize: 'A4',
    pageMargins: [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom],
    language,
    info: { title: subject, author: firm, creationDate: noonOf(facts.today) },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25, color: '#1b2430' },
    footer: (page, pages) => ({
      columns: [
        { text: [firm, plainLine(facts.firm.address)].join(', '), width: '*' },
        { text: pages > 1 ? words.page(page, pages) : '', width: 'auto' },
      ],
      margin: [MARGINS.left, 8 * MM, MARGINS.right, 0],
      ...SMALL,
    }),
    content: [
      head(letter),
      at(WINDOW.sender, { text: `${firm}, ${plainLine(facts.firm.address)}`, fontSize: 6.5 }),
      at(WINDOW.recipient, { stack: envelope.recipient.map(plainLine), lineHeight: 1.15 }),
      {
        text: formatDay(facts.today, language),
        alignment: 'right',
        absolutePosition: { x: MARGINS.left, y: TEXT_TOP - 8 * MM },
      },
      { text: '', margin: [0, TEXT_TOP - MARGINS.top - HEAD_HEIGHT, 0, 0] },
      { text: subject, bold: true, fontSize: 11.5, margin: [0, 0, 0, 10] },
      ...bodyParts(letter, envelope).map((part) => contentOf(part, letter, envelope)),
    ],
  });
}

/** The letter without the lines that letterhead and window say already: an e-mail needs them, paper has them. */
function bodyParts(letter: Letter, { recipient }: Envelope): LetterPart[] {
  const said = new Set(howToReach(letter.facts.firm, letter.language));
  const name = plainLine(recipient[0] ?? '');
  return letterParts(letter).flatMap((part, index): LetterPart[] => {
    if (part.kind !== 'text') return [part];
    const lines = part.lines.filter((line) => !said.has(line) && !(index === 0 && line === name));
    return lines.length === 0 ? [] : [{ ...part, lines }];
  });
}

/** Kept free for the head, however many lines it has. */
const HEAD_HEIGHT = 24 * MM;

function head({ facts: { firm }, language }: Letter): Content {
  const { taxNumber } = CUSTOMS[language].words;
  const lines = [
    firm.address,
    firm.taxNumber === '' ? '' : `${taxNumber}: ${firm.taxNumber}`,
    [firm.phone, firm.email].filter((one) => one !== '').join(' · '),
  ];
  return {
    // one cell of a fixed height, so that what follows stands where it stands
    table: {
      widths: ['*'],
      heights: [HEAD_HEIGHT],
      body: [
        [
          {
            stack: [
              { text: plainLine(firm.legalName), bold: true, fontSize: 13 },
              ...lines
                .filter((line) => line !== '')
                .map((line) => ({ text: plainLine(line), ...SMALL })),
            ],
            alignment: 'right',
          },
        ],
      ],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingTop: () => 0,
      paddingBottom: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
    },
  };
}

/** On the first page, so many points from its top. */
function at(y: number, content: { readonly [property: string]: unknown }): Content {
  return {
    columns: [{ width: WINDOW.width, ...content }],
    absolutePosition: { x: WINDOW.x, y },
  };
}

function contentOf(part: LetterPart, letter: Letter, envelope: Envelope): Content {
  switch (part.kind) {
    case 'text':
      return {
        stack: [part.lines.join('\n')],
        margin: [0, 0, 0, 8],
        unbreakable: part.lines.length > 1,
      };
    case 'invoices':
      return invoices(part, letter);
    case 'payment':
      return payment(part, envelope);
  }
}

const RIGHT = { alignment: 'right', noWrap: true } as const;

function cell(text: string, more: object = {}): Content {
  return { text, ...more };
}

function line(row: InvoiceLine): Content[] {
  return [
    { stack: [row.number, ...row.notes.map((note) => ({ text: note, ...SMALL }))] },
    { stack: [row.due, ...(row.late === '' ? [] : [{ text: row.late, ...SMALL }])] },
    { stack: [{ text: row.gross }, { text: row.paid, ...SMALL }], ...RIGHT },
    cell(row.open, { ...RIGHT, bold: true }),
  ];
}

function invoices(part: LetterPart & { kind: 'invoices' }, { language }: Letter): Content {
  const { words } = CUSTOMS[language];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [
        [
          cell(words.invoice, SMALL),
          cell(words.due, SMALL),
          cell(words.amount, { ...RIGHT, ...SMALL }),
          cell(words.open, { ...RIGHT, ...SMALL }),
        ],
        ...part.rows.map(line),
        ...part.credits.map(({ label, amount }) => [
          { text: label, colSpan: 3 },
          '',
          '',
          cell(amount, RIGHT),
        ]),
        ...(part.total === ''
          ? []
          : [
              [
                { text: words.total, colSpan: 2, bold: true },
                '',
                { text: part.total, colSpan: 2, bold: true, alignment: 'right' },
                '',
              ],
            ]),
        ...(part.coming.length === 0
          ? []
          : [[{ text: words.comingDue, colSpan: 4, ...SMALL, margin: [0, 8, 0, 0] }, '', '', '']]),
        ...part.coming.map(line),
      ],
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#c9ced6',
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    margin: [0, 0, 0, 10],
  };
}

function payment(part: LetterPart & { kind: 'payment' }, { pictures }: Envelope): Content {
  const picture = part.code === null ? undefined : pictures.get(part.code.src);
  const lines: Content[] = part.rows.map(({ label, value }) => ({
    text: [{ text: `${label}: `, color: '#5a6472' }, value],
  }));
  const notes = [part.note, picture === undefined ? '' : part.code!.caption];
  return {
    columns: [
      {
        stack: [
          ...lines,
          ...notes.filter((note) => note !== '').map((text) => ({ text, ...SMALL })),
        ],
        width: '*',
      },
      ...(picture === undefined
        ? []
        : [
            {
              image: `data:image/png;base64,${picture.toString('base64')}`,
              fit: [CODE_SIZE, CODE_SIZE],
              width: 'auto',
            },
          ]),
    ],
    columnGap: 16,
    margin: [0, 0, 0, 10],
    unbreakable: true,
  };
}
