import { negate } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatAmounts, formatDay } from './customs.js';
import { contestedNote } from './contested-note.js';
import { creditLabel } from './credit-label.js';
import { chargeLines, isAnyClaimed, totalAskedFor } from './late-charges-said.js';
import { CHARGE_WORDS } from './late-charge-words.js';
import type { InvoiceFacts, NoticeFacts } from './notice-facts.js';
import { nameOfLine } from './name-of-line.js';
import { paymentInstructions } from './payment-instructions.js';
import { plainLine } from '../../../platform/mail/plain-line.js';
import { daysLate } from './text-fields.js';

/** The invoices as lines of plain text, what the client has in hand, and a total where there is more than one line. */
export function plainInvoiceList(facts: NoticeFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  const entries = facts.invoices.map((invoice) => plainInvoice(invoice, facts, language));
  for (const credit of facts.credits)
    entries.push(
      `- ${plainLine(creditLabel(credit, language))}: ${formatAmounts([negate(credit.amount)], language)}`,
    );
  if (entries.length > 1 || isAnyClaimed(facts))
    entries.push(`${words.total}: ${formatAmounts(totalAskedFor(facts.invoices), language)}`);
  const coming = (facts.coming ?? []).map((invoice) => plainInvoice(invoice, facts, language));
  if (coming.length > 0) entries.push(`\n${words.comingDue}:`, ...coming);
  return entries.join('\n');
}

function plainInvoice(invoice: InvoiceFacts, facts: NoticeFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  const late = daysLate(invoice, facts.today);
  const lines = [
    `${words.invoice}: ${nameOfLine(invoice, language)}`,
    ...(invoice.ksefNumber === '' ? [] : [`KSeF: ${plainLine(invoice.ksefNumber)}`]),
    ...(invoice.issuedOn === null
      ? []
      : [`${words.issued}: ${formatDay(invoice.issuedOn, language)}`]),
    `${words.due}: ${formatDay(invoice.dueOn, language)}${late > 0 ? ` (${words.daysLate(late)})` : ''}`,
    `${words.amount}: ${formatAmounts([invoice.gross], language)}, ${words.paid}: ${formatAmounts([invoice.paid], language)}`,
    ...contestedNote(invoice, language),
    `${words.open}: ${formatAmounts([invoice.open], language)}`,
    ...chargeLines(invoice, facts, language).map(({ label, amount, note, isClaimed }) => {
      const notes = [note, isClaimed ? '' : CHARGE_WORDS[language].onlyMentioned].filter(Boolean);
      const more = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
      return `${label}: ${formatAmounts([amount], language)}${more}`;
    }),
  ];
  return `- ${lines.join('\n  ')}`;
}

/** Where, how much and with which title to pay, as lines of plain text. */
export function plainPaymentDetails(facts: NoticeFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  return paymentInstructions(facts)
    .map((instruction) => {
      const account =
        instruction.account === '' ? words.accountOnInvoice : plainLine(instruction.account);
      const bank = instruction.bankName === '' ? '' : ` (${plainLine(instruction.bankName)})`;
      return [
        `${words.account}: ${account}${bank}`,
        `${words.open}: ${formatAmounts(instruction.totals, language)}`,
        `${words.transferTitle}: ${plainLine(instruction.transferTitle)}`,
        ...(instruction.isSplitPayment ? [words.splitPayment] : []),
      ].join('\n');
    })
    .join('\n\n');
}
