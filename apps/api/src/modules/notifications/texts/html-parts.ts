import { sumByCurrency } from '@invoicetracker/money';

import type { Language } from '../../identity/contract/languages.js';
import { CUSTOMS, formatAmounts, formatDay } from './customs.js';
import { escapeHtml } from '../../../platform/mail/escape-html.js';
import type { NoticeFacts } from './notice-facts.js';
import { paymentInstructions } from './payment-instructions.js';
import { plainLine } from '../../../platform/mail/plain-line.js';
import { daysLate } from './text-fields.js';

const CELL = 'padding:8px 6px;border-bottom:1px solid #c9ced6;text-align:left;vertical-align:top';
const NUMBER = `${CELL};text-align:right;white-space:nowrap`;
const SMALL = 'font-size:13px;color:#5a6472';

/** The invoices as a table. */
export function htmlInvoiceList(facts: NoticeFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  const rows = facts.invoices.map((invoice) => {
    const late = daysLate(invoice, facts.today);
    const number = cell(CELL, plainLine(invoice.number), [
      ...(invoice.issuedOn === null
        ? []
        : [`${words.issued} ${formatDay(invoice.issuedOn, language)}`]),
      ...(invoice.ksefNumber === '' ? [] : [`KSeF ${plainLine(invoice.ksefNumber)}`]),
    ]);
    const due = cell(
      `${CELL};white-space:nowrap`,
      formatDay(invoice.dueOn, language),
      late > 0 ? [words.daysLate(late)] : [],
    );
    const gross = cell(NUMBER, formatAmounts([invoice.gross], language), [], 'gross');
    const open = cell(`${NUMBER};font-weight:bold`, formatAmounts([invoice.open], language), [
      `${words.paid} ${formatAmounts([invoice.paid], language)}`,
    ]);
    return `<tr>${number}${due}${gross}${open}</tr>`;
  });
  const totals = formatAmounts(sumByCurrency(facts.invoices.map((one) => one.open)), language);
  const total = `<tr><th scope="row" colspan="2" style="${CELL}">${escapeHtml(words.total)}</th>${cell(NUMBER, '', [], 'gross')}${cell(`${NUMBER};font-weight:bold`, totals, [])}</tr>`;
  const heads = [words.invoice, words.due].map((word) => head(CELL, word)).join('');
  const amounts = head(NUMBER, words.amount, 'gross') + head(NUMBER, words.open);
  return `<table class="lines" style="width:100%;border-collapse:collapse;margin:0 0 20px;font-size:15px"><thead><tr>${heads}${amounts}</tr></thead><tbody>${rows.join('')}${rows.length > 1 ? total : ''}</tbody></table>`;
}

/** Where, how much and with which title to pay, as a box each. */
export function htmlPaymentDetails(facts: NoticeFacts, language: Language): string {
  const { words } = CUSTOMS[language];
  return paymentInstructions(facts)
    .map((instruction) => {
      const account =
        instruction.account === '' ? words.accountOnInvoice : plainLine(instruction.account);
      const bank = instruction.bankName === '' ? '' : ` (${plainLine(instruction.bankName)})`;
      const lines = [
        row(words.account, `${account}${bank}`),
        row(words.open, formatAmounts(instruction.totals, language)),
        row(words.transferTitle, plainLine(instruction.transferTitle)),
      ];
      const note = instruction.isSplitPayment
        ? `<tr><td colspan="2" style="padding:4px 12px 10px;${SMALL}">${escapeHtml(words.splitPayment)}</td></tr>`
        : '';
      return `<table class="box" style="width:100%;border-collapse:collapse;margin:0 0 20px;background:#f2f4f7;font-size:15px">${lines.join('')}${note}</table>`;
    })
    .join('');
}

function head(style: string, text: string, name = ''): string {
  return `<th scope="col"${named(name)} style="${style};${SMALL}">${escapeHtml(text)}</th>`;
}

function cell(style: string, text: string, notes: readonly string[], name = ''): string {
  const small = notes.map(
    (note) =>
      `<br><span class="small" style="${SMALL};font-weight:normal;white-space:normal">${escapeHtml(note)}</span>`,
  );
  return `<td${named(name)} style="${style}">${escapeHtml(text)}${small.join('')}</td>`;
}

/** What the layout's rules for phones know a cell by. */
const named = (name: string): string => (name === '' ? '' : ` class="${name}"`);

function row(label: string, value: string): string {
  return `<tr><th scope="row" style="padding:6px 12px;text-align:left;font-weight:normal;white-space:nowrap;vertical-align:top;${SMALL}">${escapeHtml(label)}</th><td style="padding:6px 12px;font-weight:bold;width:100%">${escapeHtml(value)}</td></tr>`;
}
