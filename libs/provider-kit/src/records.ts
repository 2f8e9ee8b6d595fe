import type { LocalDate } from '@invoicetracker/calendar';

/**
 * Raw facts as a provider states them, in our words and units, before the host decides anything.
 * Amounts are bigint minor units of the record's own currency; quantities are decimal strings.
 */
export type InvoiceKind =
  'invoice' | 'proforma' | 'advance' | 'final' | 'margin' | 'oss' | 'credit_note' | 'cancelled';

export interface InvoiceRecord {
  /** the provider's own list the document lives in; external ids are unique only inside it */
  readonly collection: string;
  readonly externalId: string;
  /** ordered id inside the collection; pages rise by it where they have a `sequenceRange` */
  readonly sequence: bigint;
  readonly number: string | null;
  readonly kind: InvoiceKind;
  readonly isDraft: boolean;
  readonly currency: string;
  /** of a credit note: the change it makes, negative when the client owes less */
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
  /** what is still owed on this document according to the provider */
  readonly openMinor: bigint;
  readonly paidOn: LocalDate | null;
  readonly issuedOn: LocalDate | null;
  readonly soldOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly client: ClientSnapshot;
  readonly paymentMethod: string | null;
  /** account to pay to, without blanks */
  readonly bankAccount: string | null;
  readonly bankName: string | null;
  readonly swift: string | null;
  readonly isSplitPayment: boolean;
  readonly ksefNumber: string | null;
  /** of a credit note: the document it corrects */
  readonly correctsExternalId: string | null;
  readonly lines: readonly LineRecord[];
  /** public link to pay or to look at the document */
  readonly payLink: string | null;
}

export interface LineRecord {
  readonly name: string;
  readonly unit: string | null;
  /** decimal string such as "1.5", never a float */
  readonly quantity: string;
  readonly unitNetMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
  /** the provider's rate symbol: "23", "zw", "np" */
  readonly taxSymbol: string | null;
}

export type ClientKind = 'business' | 'person';

/** The client as printed on one document. */
export interface ClientSnapshot {
  readonly externalId: string | null;
  readonly name: string;
  readonly kind: ClientKind;
  /** normalised: upper case, letters and digits only */
  readonly taxNumber: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** usable addresses on the document itself, where the provider keeps no list of clients */
  readonly emails?: readonly string[];
  readonly phone?: string | null;
}

export interface ClientRecord {
  readonly externalId: string;
  readonly name: string;
  readonly kind: ClientKind;
  /** as typed, with dashes and prefixes */
  readonly taxNumber: string | null;
  /** usable addresses, in the order they were written, without repeats */
  readonly emails: readonly string[];
  /** what stood in the e-mail field and is no address */
  readonly unusableEmails: readonly string[];
  readonly phone: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** whether the provider itself sends this client reminders; left out where it does not say */
  readonly ownReminders?: boolean;
}

export interface BankAccountRecord {
  readonly externalId: string;
  /** without blanks */
  readonly accountNumber: string;
  readonly bankName: string | null;
  readonly swift: string | null;
  readonly currency: string | null;
  readonly isDefault: boolean;
}
