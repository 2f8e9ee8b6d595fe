/** What is said of each kind of flaw where no words of the reader's own are at hand: logs, the command line. */
const SAID = {
  'not-an-object': 'not an object',
  'not-a-list': 'not a list',
  'not-text': 'not text',
  'missing-or-not-text': 'missing, or not text',
  missing: 'missing',
  empty: 'empty',
  'not-a-day': 'not a day',
  'no-day': 'no day',
  'neither-yes-nor-no': 'neither yes nor no',
  'not-a-whole-number': 'not a whole number',
  'not-an-id': 'not an id',
  'not-a-number': 'not a number',
  'not-a-known-value': 'none of the known values',
  'not-as-described': 'not as it is described',
  'not-a-currency': 'not an ISO 4217 code',
  'too-many-decimals': 'finer than its currency',
  'not-an-amount': 'an amount is not one of its currency',
  'not-owed': 'nothing that a client would owe',
  'not-a-claim': 'the document is no claim',
  'sums-disagree': 'totals and lines disagree on what changes',
  'change-unclear': 'neither the change nor the new amount',
  'original-unclear': 'the correction does not say which one document it corrects',
  'corrects-several': 'it corrects several invoices in one sum',
  'came-twice': 'twice on one page',
  'seller-is-another': 'the seller is somebody else',
  'form-not-read': 'this form is not read',
  'kind-not-known': 'this kind is not known',
  'claim-sold':
    'the invoice names a factor: the claim has been sold, and who bought it collects it',
  'no-term': 'the invoice names no term of payment',
  'term-without-day': 'the term of payment is described, without a day',
  'payments-unreadable': 'the payments of the document cannot be read',
  'another-came-back': 'another one came back',
  'nothing-came-back': 'nothing came of it',
  'not-an-address': 'no e-mail address; notices do not go there',
  'date-out-of-range': 'a date of the document is not of our time',
  'amount-out-of-range': 'an amount of the document is beyond anything that can be meant',
  'currency-changed': 'it has changed its currency; sums of the two cannot be compared',
  'bank-accounts-hidden':
    'the key may not read bank accounts: invoices without an account of their own show none',
} as const;

export type FindingCode = keyof typeof SAID;

export const FINDING_CODES = Object.keys(SAID) as readonly FindingCode[];

/** One thing that is wrong with a row: a stable code and what it is about, for words in the reader's language. */
export interface Finding {
  readonly code: FindingCode;
  /** the provider's name of the field, `services.0.name`; null: of the whole row */
  readonly field: string | null;
  /** what the code alone does not say, such as the form that is not read; never what is personal or secret */
  readonly value: string | null;
}

export function finding(
  code: FindingCode,
  field: string | null = null,
  value: string | null = null,
): Finding {
  return { code, field, value };
}

/** In English and for technicians, who know the provider's names: `id: missing; kind: empty`. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ code, field, value }) => {
      const said = value === null ? SAID[code] : `${SAID[code]} (${value})`;
      return field === null ? said : `${field}: ${said}`;
    })
    .join('; ');
}

/** What is wrong, both ways: as codes, and as the sentence they make. */
export function told(...findings: readonly Finding[]): {
  readonly detail: string;
  readonly findings: readonly Finding[];
} {
  return { detail: describeFindings(findings), findings };
}
