import type { LocalDate } from '@invoicetracker/calendar';
import type { ClaimPayment } from './claim-input.js';

/** What came in on one day for one purpose, in minor units. */
export interface DayPart {
  readonly towards: ClaimPayment['towards'];
  readonly minor: bigint;
}

/** All that came in on one day. */
export interface PaymentDay {
  readonly on: LocalDate;
  /** one for each purpose, in the order they are credited */
  readonly parts: readonly DayPart[];
}

/** What was meant for one part goes before what is not: two payments of one day have no order of their own. */
const PURPOSES: readonly ClaimPayment['towards'][] = [
  'compensation',
  'interest',
  'principal',
  'invoice',
  'as-ordered',
];

/** The payments until a day, oldest first, those of one day and purpose together. */
export function paymentsByDay(
  payments: readonly ClaimPayment[],
  asOf: LocalDate,
): readonly PaymentDay[] {
  const days = new Map<LocalDate, Map<ClaimPayment['towards'], bigint>>();
  for (const { on, amount, towards } of payments) {
    if (on > asOf) continue;
    const sums = days.get(on) ?? new Map<ClaimPayment['towards'], bigint>();
    sums.set(towards, (sums.get(towards) ?? 0n) + amount.minor);
    days.set(on, sums);
  }
  return [...days]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([on, sums]) => ({
      on,
      parts: PURPOSES.flatMap((towards) => {
        const minor = sums.get(towards);
        return minor === undefined ? [] : [{ towards, minor }];
      }),
    }));
}
