import { negate } from '@invoicetracker/money';

import { plainLine } from '../../../platform/mail/plain-line.js';
import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatAmounts, formatDay } from './customs.js';
import { contestedNote } from './contested-note.js';
import { creditLabel } from './credit-label.js';
import { chargeLines, isAnyClaimed, totalAskedFor } from './late-charges-said.js';
import { CHARGE_WORDS } from './late-charge-words.js';
import { nameOfLine } from './name-of-line.js';
import type { InvoiceFacts, NoticeFacts } from './notice-facts.js';
import { type PaymentInstruction, paymentInstructions } from './payment-instructions.js';
import { ANY_READY_PART, READY_PARTS } from './ready-parts.js';
import { daysLate } from './text-fields.js';

/** A payment code as the letter shows it; with pictures off the alternative text stands there. */
export interface CodePicture {
  /** `cid:` of the picture that travels with the letter. */
  readonly src: string;
  readonly alt: string;
  readonly caption: string;
}

/** A finished text and what its ready-made parts are filled with. */
export interface Letter {
  readonly subject: string;
  /** The rendered text, ready-made parts still as their characters. */
  readonly body: string;
  readonly facts: NoticeFacts;
  readonly language: Language;
  /** One for each payment instruction, in their order; left out where there is none. */
  readonly codes: readonly (CodePicture | null)[];
}

/** A piece of a finished letter, as texts: whoever shows it decides how they look. */
export type LetterPart =
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | {
      readonly kind: 'invoices';
      readonly rows: readonly InvoiceLine[];
      /** Not due yet: shown, and not asked for. */
      readonly coming: readonly InvoiceLine[];
      /** What the client has in hand, taken off. */
      readonly credits: readonly { readonly label: string; readonly amount: string }[];
      /** Empty where one invoice is all there is. */
      readonly total: string;
    }
  | {
      readonly kind: 'payment';
      readonly rows: readonly { readonly label: string; readonly value: string }[];
      readonly note: string;
      readonly code: CodePicture | null;
    };

export interface InvoiceLine {
  readonly number: string;
  readonly notes: readonly string[];
  readonly due: string;
  readonly late: string;
  readonly gross: string;
  readonly open: string;
  readonly paid: string;
}

/** The letter in its order: paragraphs, and the ready-made parts where the author has put them. */
export function letterParts(letter: Letter): LetterPart[] {
  return letter.body.split(ANY_READY_PART).flatMap((piece) => partsOf(piece, letter));
}

/** What the layout shows, as texts: it decides how they look, and escapes every one. */
export function letterView(letter: Letter): Record<string, unknown> {
  const { subject, facts, language } = letter;
  const { words } = CUSTOMS[language];
  return {
    subject,
    language,
    words: {
      invoice: words.invoice,
      due: words.due,
      amount: words.amount,
      open: words.open,
      total: words.total,
      comingDue: words.comingDue,
    },
    parts: letterParts(letter),
    footer: [facts.firm.legalName, facts.firm.address].map(plainLine).filter((line) => line !== ''),
  };
}

function partsOf(piece: string, letter: Letter): LetterPart[] {
  if (piece === READY_PARTS.invoiceList) return [invoicesPart(letter)];
  if (piece === READY_PARTS.paymentDetails)
    return paymentInstructions(letter.facts).map((instruction, index) =>
      paymentPart(instruction, letter.language, letter.codes[index] ?? null),
    );
  return piece
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ kind: 'text', lines: paragraph.split('\n') }));
}

function invoicesPart({ facts, language }: Letter): LetterPart {
  const hasTotal = facts.invoices.length + facts.credits.length > 1 || isAnyClaimed(facts);
  return {
    kind: 'invoices',
    rows: facts.invoices.flatMap((invoice) => [
      invoiceRow(invoice, facts.today, language),
      ...chargeRows(invoice, facts, language),
    ]),
    coming: (facts.coming ?? []).map((invoice) => invoiceRow(invoice, facts.today, language)),
    credits: facts.credits.map((credit) => ({
      label: plainLine(creditLabel(credit, language)),
      amount: formatAmounts([negate(credit.amount)], language),
    })),
    total: hasTotal ? formatAmounts(totalAskedFor(facts.invoices), language) : '',
  };
}

/** A charge stands in the column of what is to be paid only where it is asked for. */
function chargeRows(invoice: InvoiceFacts, facts: NoticeFacts, language: Language): InvoiceLine[] {
  return chargeLines(invoice, facts, language).map(({ label, amount, note, isClaimed }) => {
    const text = formatAmounts([amount], language);
    const { onlyMentioned } = CHARGE_WORDS[language];
    return {
      number: isClaimed ? label : `${label}: ${text}`,
      notes: [note, isClaimed ? '' : onlyMentioned].filter((line) => line !== ''),
      due: '',
      late: '',
      gross: '',
      open: isClaimed ? text : '',
      paid: '',
    };
  });
}

function invoiceRow(invoice: InvoiceFacts, today: string, language: Language): InvoiceLine {
  const { words } = CUSTOMS[language];
  const late = daysLate(invoice, today);
  return {
    number: nameOfLine(invoice, language),
    notes: [
      ...(invoice.issuedOn === null
        ? []
        : [`${words.issued} ${formatDay(invoice.issuedOn, language)}`]),
      ...(invoice.ksefNumber === '' ? [] : [`KSeF ${plainLine(invoice.ksefNumber)}`]),
      ...contestedNote(invoice, language),
    ],
    due: formatDay(invoice.dueOn, language),
    late: late > 0 ? words.daysLate(late) : '',
    gross: formatAmounts([invoice.gross], language),
    open: formatAmounts([invoice.open], language),
    paid: `${words.paid} ${formatAmounts([invoice.paid], language)}`,
  };
}

function paymentPart(
  instruction: PaymentInstruction,
  language: Language,
  code: CodePicture | null,
): LetterPart {
  const { words } = CUSTOMS[language];
  const account =
    instruction.account === '' ? words.accountOnInvoice : plainLine(instruction.account);
  const bank = instruction.bankName === '' ? '' : ` (${plainLine(instruction.bankName)})`;
  return {
    kind: 'payment',
    rows: [
      { label: words.account, value: `${account}${bank}` },
      { label: words.open, value: formatAmounts(instruction.totals, language) },
      { label: words.transferTitle, value: plainLine(instruction.transferTitle) },
    ],
    note: instruction.isSplitPayment ? words.splitPayment : '',
    code,
  };
}
