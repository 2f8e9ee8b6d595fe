import { type Money, subtract, sumByCurrency } from '@invoicetracker/money';

import type { InvoiceCharges } from '../../late-payment/contract/late-charges.js';

/** What a text may speak of, before any language: everything a person could find on the invoice. */
export interface NoticeFacts {
  readonly firm: FirmFacts;
  readonly client: { readonly name: string; readonly taxNumber: string; readonly address: string };
  readonly invoices: readonly InvoiceFacts[];
  /** Not due yet, shown beside the others and not asked for; left out where there is none. */
  readonly coming?: readonly InvoiceFacts[];
  /** What the client has in hand in the currencies of the invoices. */
  readonly credits: readonly CreditFacts[];
  /** Ends the letter, as the account's sender has it: text only, never filled in or carried out. Left out or empty: none. */
  readonly signature?: string;
  /** The account's day the notice is written on, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What a letter asks for, per currency: what is open less what the client has in hand for it. */
export function askedFor(invoices: readonly InvoiceFacts[]): Money[] {
  return sumByCurrency(invoices.map(({ open, credited }) => subtract(open, credited)));
}

/** Empty text where the firm has not said. */
export interface FirmFacts {
  readonly legalName: string;
  readonly taxNumber: string;
  readonly address: string;
  /** ISO 3166 alpha-2: its law is taken to govern what is owed. */
  readonly country: string;
  readonly email: string;
  readonly phone: string;
  readonly contactPerson: string;
  readonly bankAccount: string;
  readonly bankName: string;
}

export interface InvoiceFacts {
  readonly number: string;
  readonly issuedOn: string | null;
  readonly dueOn: string;
  readonly gross: Money;
  readonly paid: Money;
  /** Of an invoice a part of which is contested, the rest. */
  readonly open: Money;
  /** What the client contests: named, and not asked for. Left out or nothing: all is asked for. */
  readonly contested?: Money;
  /** What of what is open the client has in hand: `open` less this is asked for. */
  readonly credited: Money;
  /** The account printed on the invoice; a different one is the classic fraud pattern. */
  readonly bankAccount: string;
  readonly bankName: string;
  readonly ksefNumber: string;
  readonly isSplitPayment: boolean;
  /** The line is about an instalment that has been promised for `dueOn`, and `open` is what is missing of that. */
  readonly instalment?: { readonly place: number; readonly count: number };
  /** What the law adds to it, where the stage speaks of that and it is known. */
  readonly charges?: InvoiceCharges | null;
}

/**
 * Money that settles no invoice yet, a credit note that is not used up, more of both, or what of these goes against
 * other invoices.
 */
export interface CreditFacts {
  readonly kind: 'payment' | 'document' | 'more' | 'other-invoices';
  /** Of a document; else empty. */
  readonly number: string;
  /** Null where no day is known. */
  readonly on: string | null;
  /** In the client's favour; negative for what went back, or goes against other invoices. */
  readonly amount: Money;
}
