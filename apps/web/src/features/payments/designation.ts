import type { PaymentView } from '../../shared/api/schemas.js';

/** What a payer may say that money is for; `none`: nothing was said. */
export type Designation = NonNullable<PaymentView['designation']>['towards'];

export const SAYINGS = ['none', 'invoice', 'principal', 'interest', 'compensation'] as const;
export type Saying = (typeof SAYINGS)[number];

/** As the API speaks it. */
export function towardsOf(saying: Saying): Designation | null {
  return saying === 'none' ? null : saying;
}
