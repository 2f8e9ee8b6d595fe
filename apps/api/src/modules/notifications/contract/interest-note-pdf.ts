import type { Content } from 'pdfmake';

import { plainLine } from '../../../platform/mail/plain-line.js';
import type { Language } from '../../identity/contract/languages.js';
import { STATEMENT_WORDS } from '../attachments/statement-words.js';
import { noonOf, writePdf } from '../attachments/write-pdf.js';
import { amountIn, noteLineContent } from '../interest-note/note-line-content.js';
import { NOTE_WORDS } from '../interest-note/note-words.js';
import { formatAccountNumber } from '../texts/account-number.js';
import { CUSTOMS, formatDay } from '../texts/customs.js';
import { CHARGE_WORDS } from '../texts/late-charge-words.js';
import type { AmountText, InterestNoteFacts } from './interest-note-facts.js';

const MUTED = '#5a6472';
const SMALL = { fontSize: 8, color: MUTED } as const;

/** An interest note as a document, or its draft. The same facts give the same bytes. Names are only ever text in it. */
export function interestNotePdf(note: InterestNoteFacts): Promise<Buffer> {
  const { language } = note;
  const firm = plainLine(note.firm.legalName);
  return writePdf({
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 52],
    language,
    info: { title: titleOf(note), author: firm, creationDate: noonOf(note.issuedOn) },
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: '#1b2430' },
    footer: (page, pages) => ({
      columns: [
        { text: titleOf(note), width: '*' },
        { text: STATEMENT_WORDS[language].page(page, pages), width: 'auto' },
      ],
      margin: [48, 14, 48, 0],
      ...SMALL,
    }),
    content: [
      ...(note.number === null ? [draftMark(language)] : []),
      head(note),
      parties(note),
      { text: NOTE_WORDS[language].intro(basisOf(note)), margin: [0, 0, 0, 14] },
      ...note.lines.map((line) => noteLineContent(line, note)),
      totals(note),
      payment(note),
      closing(note),
    ],
  });
}

function titleOf({ number, interest, language }: InterestNoteFacts): string {
  const { title, titleCompensation } = NOTE_WORDS[language];
  const name = interest === null ? titleCompensation : title;
  return number === null ? name : `${name} ${number}`;
}

function draftMark(language: Language): Content {
  return {
    table: {
      widths: ['*'],
      body: [
        [{ text: NOTE_WORDS[language].draft, bold: true, alignment: 'center', color: '#8a4b00' }],
      ],
    },
    layout: { hLineColor: () => '#d99a3f', vLineColor: () => '#d99a3f' },
    margin: [0, 0, 0, 14],
  };
}

function head(note: InterestNoteFacts): Content {
  const { language } = note;
  const words = NOTE_WORDS[language];
  const day = (label: string, on: string): Content => ({
    text: [{ text: `${label}: `, color: MUTED }, formatDay(on, language)],
    alignment: 'right',
  });
  return {
    columns: [
      { text: titleOf(note), fontSize: 16, bold: true, width: '*' },
      { stack: [day(words.issuedOn, note.issuedOn), day(words.payBy, note.payBy)], width: 'auto' },
    ],
    columnGap: 16,
    margin: [0, 0, 0, 18],
  };
}

function parties({ firm, client, language }: InterestNoteFacts): Content {
  const words = NOTE_WORDS[language];
  const { taxNumber } = CUSTOMS[language].words;
  const party = (
    role: string,
    name: string,
    of: { taxNumber: string; address: string },
  ): Content => ({
    stack: [
      { text: role, ...SMALL },
      { text: plainLine(name), bold: true },
      plainLine(of.address),
      of.taxNumber === '' ? '' : `${taxNumber}: ${plainLine(of.taxNumber)}`,
    ],
  });
  return {
    columns: [
      party(words.creditor, firm.legalName, firm),
      party(words.debtor, client.name, client),
    ],
    columnGap: 24,
    margin: [0, 0, 0, 16],
  };
}

function basisOf({ law, isConsumer, language }: InterestNoteFacts): string {
  return CHARGE_WORDS[language].basis[law][isConsumer ? 'consumer' : 'business'];
}

function totals({ interest, compensation, total, language }: InterestNoteFacts): Content {
  const words = NOTE_WORDS[language];
  const line = (label: string, amount: AmountText, isBold = false): Content => ({
    columns: [
      { text: label, alignment: 'right', width: '*', bold: isBold },
      { text: amountIn(amount, language), alignment: 'right', width: 130, bold: isBold },
    ],
    margin: [0, 2],
    ...(isBold ? { fontSize: 12 } : {}),
  });
  return {
    stack: [
      ...(interest === null ? [] : [line(words.totalInterest, interest)]),
      ...(compensation === null ? [] : [line(words.totalCompensation, compensation)]),
      line(words.total, total, true),
    ],
    margin: [0, 4, 0, 16],
    unbreakable: true,
  };
}

function payment(note: InterestNoteFacts): Content {
  const { language } = note;
  const words = NOTE_WORDS[language];
  const customs = CUSTOMS[language].words;
  const rows: [string, string][] = [
    [words.payBy, formatDay(note.payBy, language)],
    [customs.account, formatAccountNumber(plainLine(note.bankAccount))],
    [words.bank, plainLine(note.bankName)],
    [customs.transferTitle, note.number ?? '—'],
  ];
  return {
    stack: [
      { text: STATEMENT_WORDS[language].payTo, bold: true, margin: [0, 0, 0, 3] },
      ...rows
        .filter(([, value]) => value !== '')
        .map(([label, value]) => ({ text: [{ text: `${label}: `, color: MUTED }, value] })),
    ],
    margin: [0, 0, 0, 14],
    unbreakable: true,
  };
}

function closing(note: InterestNoteFacts): Content {
  const words = NOTE_WORDS[note.language];
  const isOpen = note.lines.some((line) => line.paidOn === null && line.interest !== null);
  return {
    stack: [
      words.noVat,
      ...(isOpen ? [words.further] : []),
      ...(note.issuer === '' ? [] : [`${words.issuer}: ${plainLine(note.issuer)}`]),
      words.noSignature,
    ],
    ...SMALL,
    unbreakable: true,
  };
}
