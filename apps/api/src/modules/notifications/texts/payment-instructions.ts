import { compare, type Money } from '@invoicetracker/money';

import { formatAccountNumber } from './account-number.js';
import { claimedOn, totalAskedFor } from './late-charges-said.js';
import type { InvoiceFacts, NoticeFacts } from './notice-facts.js';

/** One transfer the client can make: to this account, this much, for these invoices. */
export interface PaymentInstruction {
  /** Empty when neither the invoice nor the firm names an account. */
  readonly account: string;
  readonly bankName: string;
  readonly transferTitle: string;
  /** Of the invoices it pays, as given. */
  readonly numbers: readonly string[];
  readonly totals: readonly Money[];
  readonly isSplitPayment: boolean;
}

/**
 * Invoices grouped by the account they are to be paid to: the one on the invoice, else the firm's own. Invoices for
 * which the client has everything in hand need no transfer.
 */
export function paymentInstructions(facts: NoticeFacts): PaymentInstruction[] {
  const groups = new Map<string, InvoiceFacts[]>();
  for (const invoice of facts.invoices.filter(isAskedFor)) {
    const account = accountOf(invoice, facts);
    groups.set(account, [...(groups.get(account) ?? []), invoice]);
  }
  return [...groups].map(([account, invoices]) => ({
    account: formatAccountNumber(account),
    bankName: invoices[0]!.bankAccount === '' ? facts.firm.bankName : invoices[0]!.bankName,
    transferTitle: invoices.map((invoice) => invoice.number).join(', '),
    numbers: invoices.map((invoice) => invoice.number),
    totals: totalAskedFor(invoices),
    isSplitPayment: invoices.some((invoice) => invoice.isSplitPayment),
  }));
}

function isAskedFor(invoice: InvoiceFacts): boolean {
  return compare(invoice.open, invoice.credited) > 0 || claimedOn(invoice).length > 0;
}

/** The account an invoice is to be paid to, as given. */
export function accountOf(invoice: InvoiceFacts, facts: NoticeFacts): string {
  return invoice.bankAccount === '' ? facts.firm.bankAccount : invoice.bankAccount;
}
