import type { Language } from '../../identity/contract/languages.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { textFields } from './text-fields.js';

/** A field as the editor offers it. */
export interface FieldDescription {
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

/** Ready-made parts have no one-line example: what stands here is shown instead. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  invoice_list: 'All invoices of this notice with due date, amounts and days late, as a table',
  payment_details: 'Account to pay to, amount and transfer title, as a box',
  legal_line: "One sentence that reserves statutory interest under the law of the firm's country",
  signature: 'Contact person, firm, tax number, address, phone and e-mail, one per line',
  total_open: 'What is asked for in all, per currency, with the charges that the stage claims',
  interest: 'Late-payment interest until today, where the stage mentions or claims it',
  daily_interest: 'What the interest grows by each day',
  compensation: 'Fixed compensation for recovery costs, where the stage mentions or claims it',
  total_claim: 'All that is open with interest and compensation, claimed or only mentioned',
  legal_basis: 'The law behind interest and compensation, where the stage speaks of them',
  invoice_numbers: 'Invoice numbers, shortened after three; made for the subject',
  invoice_count: 'How many invoices the notice covers',
  today: 'The day the notice is written',
  deadline: 'The day seven days later',
  'firm.legal_name': 'Legal name of the firm',
  'firm.tax_number': 'Tax number of the firm',
  'firm.address': 'Address of the firm',
  'firm.phone': 'Phone of the firm',
  'firm.email': 'E-mail of the firm',
  'firm.contact_person': 'Contact person of the firm',
  'firm.bank_account': "The firm's own bank account",
  'firm.bank_name': "Name of the firm's bank",
  'client.name': 'Name of the client',
  'client.tax_number': 'Tax number of the client',
  'client.address': 'Address of the client',
  'invoices[].number': 'In a loop over invoices: number',
  'invoices[].issued_on': 'In a loop over invoices: day of issue',
  'invoices[].due_on': 'In a loop over invoices: due date',
  'invoices[].days_late': 'In a loop over invoices: days since the due date',
  'invoices[].gross': 'In a loop over invoices: invoice amount',
  'invoices[].paid': 'In a loop over invoices: paid so far',
  'invoices[].open': 'In a loop over invoices: still to be paid',
  'invoices[].bank_account': 'In a loop over invoices: account to pay to',
  'invoices[].ksef_number': 'In a loop over invoices: KSeF number, if there is one',
};

/** The fields a text may use, with an example in the language. */
export function fieldCatalogue(language: Language): FieldDescription[] {
  const fields = textFields(EXAMPLE_FACTS, language);
  return Object.entries(DESCRIPTIONS).map(([name, description]) => ({
    name,
    description,
    example: exampleOf(name, fields),
  }));
}

/** Names that exist, in the form static analysis gives them: `firm.phone`, `total_open`, `invoices`. */
export const TOP_LEVEL_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(DESCRIPTIONS).map((name) => name.split('[')[0]!),
);

/** What stands behind the last dot inside a loop or of a name the text has made itself. */
export const INNER_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(DESCRIPTIONS)
    .filter((name) => name.includes('.'))
    .map((name) => name.split('.')[1]!),
);

function exampleOf(name: string, fields: ReturnType<typeof textFields>): string {
  if (name === 'invoice_list' || name === 'payment_details') return '';
  const [head, tail] = name.split('.') as [keyof typeof fields | 'invoices[]', string | undefined];
  if (head === 'invoices[]') return fields.invoices[0]![tail!]!;
  const value = fields[head];
  return typeof value === 'string' ? value : (value as Record<string, string>)[tail!]!;
}
