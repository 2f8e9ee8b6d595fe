import type { LocalDate } from '@invoicetracker/calendar';
import type { ClaimPayment } from './claim-input.js';

/** All that came in on one day, in minor units. */
export interface PaymentDay {
  readonly on: LocalDate;
  readonly towardsPrincipal: bigint;
  readonly asOrdered: bigint;
}

/** The payments until a day, oldest first, those of one day together. */
export function paymentsByDay(
  payments: readonly ClaimPayment[],
  asOf: LocalDate,
): readonly PaymentDay[] {
  const days = new Map<LocalDate, PaymentDay>();
  for (const { on, amount, towards } of payments) {
    if (on > asOf) continue;
    const day = days.get(on) ?? { on, towardsPrincipal: 0n, asOrdered: 0n };
    days.set(
      on,
      towards === 'principal'
        ? { ...day, towardsPrincipal: day.towardsPrincipal + amount.minor }
        : { ...day, asOrdered: day.asOrdered + amount.minor },
    );
  }
  return [...days.values()].sort((left, right) => (left.on < right.on ? -1 : 1));
}
