import { sumByCurrency } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { formatAccountNumber } from './account-number.js';
import { formatAmounts } from './customs.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { TOP_LEVEL_FIELDS } from './field-catalogue.js';
import { BrokenText, fieldsUsed, type TextProblem } from './liquid.js';
import { renderText, type RenderedText } from './render-text.js';
import type { NoticeText } from './notice-text.js';

/**
 * What keeps a text from being used: mistakes in it, fields that do not exist, and for a text to a
 * client, a missing amount or account. The last two are looked for in the finished example, so it
 * does not matter by which field they come in.
 */
export function checkText(
  text: NoticeText,
  language: Language,
  audience: 'client' | 'staff',
): TextProblem[] {
  try {
    const unknown = [...unknownFields(text.subject), ...unknownFields(text.body)];
    if (unknown.length > 0) return unknown;
    const example = renderText(text, EXAMPLE_FACTS, language);
    return audience === 'client' ? whatIsMissing(example, language) : [];
  } catch (error) {
    if (error instanceof BrokenText) return [error.problem];
    throw error;
  }
}

function unknownFields(text: string): TextProblem[] {
  return fieldsUsed(text)
    .filter(({ name }) => !TOP_LEVEL_FIELDS.has(name) && !/^invoices[.[]/.test(name))
    .map(({ name, line }) => ({
      code: 'unknown-field',
      detail: `There is no field "${name}".`,
      line,
    }));
}

function whatIsMissing({ bodyText }: RenderedText, language: Language): TextProblem[] {
  const open = EXAMPLE_FACTS.invoices.map((invoice) => invoice.open);
  const hasTotal = bodyText.includes(formatAmounts(sumByCurrency(open), language));
  const hasEach = open.every((amount) => bodyText.includes(formatAmounts([amount], language)));
  const hasAccount = bodyText.includes(formatAccountNumber(EXAMPLE_FACTS.firm.bankAccount));
  return [
    ...(hasTotal || hasEach
      ? []
      : [
          {
            code: 'amount-missing',
            detail: 'The text does not say how much is to be paid: use total_open or invoice_list.',
            line: null,
          },
        ]),
    ...(hasAccount
      ? []
      : [
          {
            code: 'account-missing',
            detail: 'The text does not say where to pay: use payment_details.',
            line: null,
          },
        ]),
  ];
}
