import { IsIn } from 'class-validator';

const LAWS = ['PL', 'HU', 'DE', 'EU'] as const;
type Law = (typeof LAWS)[number];

/** How an account reads the law of late payment where the law leaves a choice. */
export class LatePaymentSettingsBody {
  /** Whose law governs what clients owe; EU stands for the minimum of Directive 2011/7/EU. Null: the account's country. */
  @IsIn([...LAWS, null])
  lawCountry: Law | null;

  /** What payments settle first: the principal, late-payment interest, or what the country's law says. */
  @IsIn(['law', 'interest-first', 'principal-first'])
  crediting: 'law' | 'interest-first' | 'principal-first';

  /** Days of a year: always 365, or as many as it has. */
  @IsIn(['actual/365', 'actual/actual'])
  dayCount: 'actual/365' | 'actual/actual';

  /** Rounded once, or at each payment too. */
  @IsIn(['once', 'each-payment'])
  rounding: 'once' | 'each-payment';

  /** Whether a due date on a day off moves. */
  @IsIn(['law', 'none'])
  shift: 'law' | 'none';

  /** When a Polish claim matures, which decides on the exchange rate. */
  @IsIn(['next-day', 'due-day'])
  maturity: 'next-day' | 'due-day';

  /** Which rate a Polish delay that began before 2020 bears from then on. */
  @IsIn(['by-day', 'by-start-of-delay'])
  transition2020: 'by-day' | 'by-start-of-delay';

  /** Whether the compensation is measured by what was unpaid when delay began, or by the whole claim. */
  @IsIn(['unpaid', 'whole-claim'])
  compensationBase: 'unpaid' | 'whole-claim';
}

export class LatePaymentSettingsView extends LatePaymentSettingsBody {
  /** The law that holds while none is chosen; null where that of the account's country is not known. */
  lawOfAccount: Law | null;
  /** The ETag. */
  version: number;
}
