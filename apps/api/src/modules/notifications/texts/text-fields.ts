import { addDays, daysBetween, localDate } from '@invoicetracker/calendar';

import type { Language } from '../../identity/contract/languages.js';
import { formatAccountNumber } from './account-number.js';
import { CUSTOMS, formatAmounts, formatDay } from './customs.js';
import type { FirmFacts, InvoiceFacts, NoticeFacts } from './notice-facts.js';
import { accountOf } from './payment-instructions.js';
import { legalBasis, sumOf, totalAskedFor, totalClaim } from './late-charges-said.js';
import { legalLine } from './legal-line.js';
import { plainLine } from '../../../platform/mail/plain-line.js';
import { READY_PARTS } from './ready-parts.js';

/** Days a demand leaves for paying. */
const DEADLINE_DAYS = 7;
/** Invoice numbers a subject line names before it counts the rest. */
const NUMBERS_SHOWN = 3;

/** The fixed set of fields of a text: texts only, no objects with behaviour. */
export interface TextFields {
  readonly firm: Readonly<Record<string, string>>;
  readonly client: Readonly<Record<string, string>>;
  readonly invoices: readonly Readonly<Record<string, string>>[];
  readonly invoice_list: string;
  readonly payment_details: string;
  readonly invoice_numbers: string;
  readonly invoice_count: string;
  readonly total_open: string;
  readonly interest: string;
  readonly daily_interest: string;
  readonly compensation: string;
  readonly total_claim: string;
  readonly legal_basis: string;
  readonly today: string;
  readonly deadline: string;
  readonly legal_line: string;
  readonly signature: string;
}

/** Everything a text may use, formatted as the language writes it. */
export function textFields(facts: NoticeFacts, language: Language): TextFields {
  return {
    firm: firmFields(facts.firm),
    client: {
      name: plainLine(facts.client.name),
      tax_number: plainLine(facts.client.taxNumber),
      address: plainLine(facts.client.address),
    },
    invoices: facts.invoices.map((invoice) => invoiceFields(invoice, facts, language)),
    invoice_list: READY_PARTS.invoiceList,
    payment_details: READY_PARTS.paymentDetails,
    invoice_numbers: shortNumbers(facts.invoices),
    invoice_count: String(facts.invoices.length),
    total_open: formatAmounts(totalAskedFor(facts.invoices), language),
    interest: sumOf(facts, 'interest', language),
    daily_interest: sumOf(facts, 'daily', language),
    compensation: sumOf(facts, 'compensation', language),
    total_claim: totalClaim(facts, language),
    legal_basis: legalBasis(facts, language),
    today: formatDay(facts.today, language),
    deadline: formatDay(addDays(localDate(facts.today), DEADLINE_DAYS), language),
    legal_line: legalLine(facts, language),
    signature: signature(facts.firm, language),
  };
}

function firmFields(firm: FirmFacts): Record<string, string> {
  return {
    legal_name: plainLine(firm.legalName),
    tax_number: plainLine(firm.taxNumber),
    address: plainLine(firm.address),
    phone: plainLine(firm.phone),
    email: plainLine(firm.email),
    contact_person: plainLine(firm.contactPerson),
    bank_account: formatAccountNumber(plainLine(firm.bankAccount)),
    bank_name: plainLine(firm.bankName),
  };
}

function invoiceFields(
  invoice: InvoiceFacts,
  facts: NoticeFacts,
  language: Language,
): Record<string, string> {
  return {
    number: plainLine(invoice.number),
    issued_on: invoice.issuedOn === null ? '' : formatDay(invoice.issuedOn, language),
    due_on: formatDay(invoice.dueOn, language),
    days_late: String(daysLate(invoice, facts.today)),
    gross: formatAmounts([invoice.gross], language),
    paid: formatAmounts([invoice.paid], language),
    open: formatAmounts([invoice.open], language),
    bank_account: formatAccountNumber(plainLine(accountOf(invoice, facts))),
    ksef_number: plainLine(invoice.ksefNumber),
  };
}

/** Days past the due date; 0 up to the due date itself. */
export function daysLate(invoice: InvoiceFacts, today: string): number {
  return Math.max(0, daysBetween(localDate(invoice.dueOn), localDate(today)));
}

function shortNumbers(invoices: readonly InvoiceFacts[]): string {
  const numbers = invoices.map((invoice) => plainLine(invoice.number));
  const shown = numbers.slice(0, NUMBERS_SHOWN).join(', ');
  return numbers.length > NUMBERS_SHOWN ? `${shown} (+${numbers.length - NUMBERS_SHOWN})` : shown;
}

function signature(firm: FirmFacts, language: Language): string {
  return [plainLine(firm.contactPerson), plainLine(firm.legalName), ...howToReach(firm, language)]
    .filter((line) => line !== '')
    .join('\n');
}

/** The lines of a signature that a letterhead says too. */
export function howToReach(firm: FirmFacts, language: Language): string[] {
  const { words } = CUSTOMS[language];
  const labelled = (label: string, value: string) => (value === '' ? '' : `${label}: ${value}`);
  return [
    labelled(words.taxNumber, plainLine(firm.taxNumber)),
    plainLine(firm.address),
    labelled(words.phone, plainLine(firm.phone)),
    labelled(words.email, plainLine(firm.email)),
  ].filter((line) => line !== '');
}
