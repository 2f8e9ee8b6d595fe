import { formatMoney, parseAmount } from '@invoicetracker/money';
import type { Content } from 'pdfmake';

import { plainLine } from '../../../platform/mail/plain-line.js';
import type { Language } from '../../identity/contract/languages.js';
import type {
  AmountText,
  InterestNoteFacts,
  InterestNoteLine,
  NotedCompensation,
  NotedInterest,
} from '../contract/interest-note-facts.js';
import { CUSTOMS, formatDay } from '../texts/customs.js';
import { NOTE_WORDS } from './note-words.js';

const SMALL = { fontSize: 8, color: '#5a6472' } as const;
/** Decimals of an exchange rate, as central banks print them. */
const RATE_PLACES = 4;
const RIGHT = { alignment: 'right', noWrap: true } as const;

/** An amount as the language writes it. */
export function amountIn({ amount, currency }: AmountText, language: Language): string {
  return formatMoney(parseAmount(amount, currency), CUSTOMS[language].locale);
}

/** What a note says of one invoice: what it was, how late, and every figure with what it is made of. */
export function noteLineContent(line: InterestNoteLine, note: InterestNoteFacts): Content {
  const { language } = note;
  return {
    stack: [
      heading(line, language),
      { text: story(line, note), ...SMALL, margin: [0, 1, 0, 4] },
      ...(line.interest === null ? [] : [interest(line.interest, language)]),
      ...(line.compensation === null ? [] : [compensation(line.compensation, language)]),
    ],
    margin: [0, 0, 0, 12],
  };
}

function heading(
  { invoiceNumber, invoiceIssuedOn }: InterestNoteLine,
  language: Language,
): Content {
  const words = NOTE_WORDS[language];
  const of =
    invoiceIssuedOn === null ? '' : ` ${words.invoiceOf(formatDay(invoiceIssuedOn, language))}`;
  return { text: [{ text: words.invoice(plainLine(invoiceNumber)), bold: true }, of] };
}

/** In one line: amount, due date, when it was paid, days late. */
function story(line: InterestNoteLine, { language, issuedOn }: InterestNoteFacts): string {
  const words = NOTE_WORDS[language];
  const isShifted = line.effectiveDueOn !== line.dueOn;
  const due = `${words.dueOn} ${formatDay(line.dueOn, language)}`;
  return [
    `${words.invoiceAmount} ${amountIn(line.invoiceAmount, language)}`,
    isShifted ? `${due}, ${words.shiftedTo(formatDay(line.effectiveDueOn, language))}` : due,
    line.paidOn === null
      ? words.notPaid(formatDay(issuedOn, language))
      : `${words.paidOn} ${formatDay(line.paidOn, language)}`,
    `${words.daysLate}: ${line.daysLate}`,
  ].join(' · ');
}

function interest(said: NotedInterest, language: Language): Content {
  const words = NOTE_WORDS[language];
  const head = (text: string, more: object = {}): Content => ({ text, ...SMALL, ...more });
  const sum = (label: string, amount: string, isBold = false): Content[] => [
    { text: label, colSpan: 4, alignment: 'right', bold: isBold },
    '',
    '',
    '',
    { text: amount, ...RIGHT, bold: isBold },
  ];
  const less = (amount: AmountText): string => `−${amountIn(amount, language)}`;
  const isMore = said.credited !== null || said.earlier.length > 0;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: ['*', 'auto', 'auto', 'auto', 90],
      body: [
        [
          head(words.period),
          head(words.days, RIGHT),
          head(words.principal, RIGHT),
          head(words.rate, RIGHT),
          head(words.interest, RIGHT),
        ],
        ...said.periods.map((period): Content[] => [
          `${formatDay(period.from, language)} – ${formatDay(period.to, language)}`,
          { text: String(period.days), ...RIGHT },
          { text: amountIn(period.principal, language), ...RIGHT },
          { text: percentIn(period.annualPercent, language), ...RIGHT },
          { text: amountIn(period.interest, language), ...RIGHT },
        ]),
        ...(isMore ? [sum(words.accrued, amountIn(said.accrued, language))] : []),
        ...(said.credited === null ? [] : [sum(words.credited, less(said.credited))]),
        ...said.earlier.map(({ number, amount }) => sum(words.earlier(number), less(amount))),
        sum(words.interestAsked, amountIn(said.amount, language), true),
      ],
    },
    layout: {
      hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#c9ced6',
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
  };
}

function compensation(said: NotedCompensation, language: Language): Content {
  const words = NOTE_WORDS[language];
  const { exchangeRate, exchangeRateOn, exchangePublisher } = said;
  const exchange =
    exchangeRate === null || exchangeRateOn === null
      ? ''
      : `, ${words.exchange(decimalIn(exchangeRate, language, RATE_PLACES), exchangePublisher ?? '', formatDay(exchangeRateOn, language))}`;
  return {
    columns: [
      {
        text: [
          words.compensation,
          { text: ` (${amountIn(said.euro, language)}${exchange})`, ...SMALL },
        ],
      },
      { text: amountIn(said.amount, language), ...RIGHT, bold: true, width: 90 },
    ],
    columnGap: 8,
    margin: [4, 4, 4, 0],
    unbreakable: true,
  };
}

function percentIn(percent: string, language: Language): string {
  return `${decimalIn(percent, language, 2)}%`;
}

/** A decimal text with the language's own point, and at least so many places. */
function decimalIn(text: string, language: Language, places = 0): string {
  const format = new Intl.NumberFormat(CUSTOMS[language].locale, {
    minimumFractionDigits: places,
    maximumFractionDigits: 6,
  });
  return format.format(Number(text));
}
