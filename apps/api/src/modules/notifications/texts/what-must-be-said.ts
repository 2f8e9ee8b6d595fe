import { shippedStageKey } from '@invoicetracker/dunning';
import { type Money, subtract, sumByCurrency } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { formatAccountNumber } from './account-number.js';
import { formatAmounts, formatDay } from './customs.js';
import { INTEREST_WORDS, legalLine } from './legal-line.js';
import type { TextProblem } from './liquid.js';
import type { NoticeFacts } from './notice-facts.js';

/** Something a letter to a client has to name, how it is found in the finished letter, and which field brings it in. */
interface Duty {
  readonly code: string;
  readonly detail: string;
  readonly field: string;
  readonly isSaid: (letter: string, facts: NoticeFacts, language: Language) => boolean;
}

const DUTIES: readonly Duty[] = [
  {
    code: 'amount-missing',
    detail: 'The text does not say how much is to be paid: use total_open or invoice_list.',
    field: 'total_open',
    isSaid: (letter, { invoices }, language) => {
      const says = (amounts: readonly Money[]) => letter.includes(formatAmounts(amounts, language));
      const asked = invoices.map(({ open, credited }) => subtract(open, credited));
      return says(sumByCurrency(asked)) || asked.every((amount) => says([amount]));
    },
  },
  {
    code: 'account-missing',
    detail: 'The text does not say where to pay: use payment_details.',
    field: 'payment_details',
    isSaid: (letter, { firm }) => letter.includes(formatAccountNumber(firm.bankAccount)),
  },
  {
    code: 'number-missing',
    detail: 'The text does not name the invoices: use invoice_list or invoice_numbers.',
    field: 'invoice_list',
    isSaid: (letter, { invoices }) => invoices.every((invoice) => letter.includes(invoice.number)),
  },
  {
    code: 'due-date-missing',
    detail: 'The text does not say when the invoices were due: use invoice_list.',
    field: 'invoice_list',
    isSaid: (letter, { invoices }, language) =>
      invoices.every((invoice) => letter.includes(formatDay(invoice.dueOn, language))),
  },
];

const LEGAL_LINE: Duty = {
  code: 'legal-line-missing',
  detail: 'The text does not reserve statutory interest: use legal_line.',
  field: 'legal_line',
  isSaid: (letter, facts, language) =>
    letter.includes(legalLine(facts, language)) || INTEREST_WORDS[language].test(letter),
};

/** From the demand on a letter names the legal consequence; before it must not (dunning practice: one tone a stage). */
const WITH_LEGAL_LINE: readonly string[] = ['demand', 'hand-over-notice'];

/** What a finished letter to a client does not say although a letter of its stage must. */
export function whatIsMissing(
  letter: string,
  facts: NoticeFacts,
  stageKey: string,
  language: Language,
): TextProblem[] {
  const duties = WITH_LEGAL_LINE.includes(shippedStageKey(stageKey))
    ? [...DUTIES, LEGAL_LINE]
    : DUTIES;
  return duties
    .filter((duty) => !duty.isSaid(letter, facts, language))
    .map(({ code, detail, field }) => ({ code, detail, line: null, column: null, insert: field }));
}
