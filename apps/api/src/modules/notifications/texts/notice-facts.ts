import type { Money } from '@invoicetracker/money';

/** What a text may speak of, before any language: everything a person could find on the invoice. */
export interface NoticeFacts {
  readonly firm: FirmFacts;
  readonly client: { readonly name: string; readonly taxNumber: string; readonly address: string };
  readonly invoices: readonly InvoiceFacts[];
  /** Ends the letter, as the account's sender has it: text only, never filled in or carried out. Left out or empty: none. */
  readonly signature?: string;
  /** The account's day the notice is written on, `YYYY-MM-DD`. */
  readonly today: string;
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
  readonly open: Money;
  /** The account printed on the invoice; a different one is the classic fraud pattern. */
  readonly bankAccount: string;
  readonly bankName: string;
  readonly ksefNumber: string;
  readonly isSplitPayment: boolean;
}
