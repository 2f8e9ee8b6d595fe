import { addDays, isOnOrAfter, maxDay, type LocalDate } from '@invoicetracker/calendar';
import { nextWorkingDay } from '@invoicetracker/calendar/holidays';

/** A part of what a client has promised, and the day it is to be here. */
export interface Instalment {
  readonly on: LocalDate;
  /** minor units of the invoice's currency */
  readonly amountMinor: bigint;
}

/** Where a promise stands on a day. */
export type PromiseStanding =
  /** `next` is the instalment awaited, by its index; without more money it is broken on `breaksOn` */
  | { readonly kind: 'open'; readonly next: number; readonly breaksOn: LocalDate }
  | { readonly kind: 'kept' }
  /** the day of instalment `missed` has passed, and some of the money is here, or none of it */
  | { readonly kind: 'part-kept'; readonly missed: number }
  | { readonly kind: 'broken'; readonly missed: number };

/** What a transfer may fall short by without breaking a promise, in minor units. */
const ROUNDING_MINOR = 1n;

/**
 * The day a promise for a day is broken, if the money is not here: the day after the working day that
 * follows it, because a transfer made on the day itself may be booked a working day later.
 *
 * @param country ISO 3166-1, of the firm whose bank books the money
 * @param graceDays days after the promised one that are waited for in any case
 */
export function promiseBreaksOn(country: string, on: LocalDate, graceDays = 0): LocalDate {
  return addDays(maxDay(nextWorkingDay(country, on), addDays(on, graceDays)), 1);
}

/**
 * Judges a promise. Money settles its instalments in their order, however it is split; a promise is kept
 * when all of it is here or nothing is owed any more, and broken by the first instalment that is late.
 *
 * @param instalments at least one, in the order of their days
 * @param promise what was received since the promise was made, in minor units; money taken back lowers it
 */
export function promiseStanding(
  instalments: readonly Instalment[],
  promise: {
    readonly receivedMinor: bigint;
    readonly isSettled: boolean;
    readonly graceDays?: number;
  },
  country: string,
  asOf: LocalDate,
): PromiseStanding {
  const next = firstUnpaid(instalments, promise.receivedMinor);
  if (promise.isSettled || next === null) return { kind: 'kept' };
  const breaksOn = promiseBreaksOn(country, instalments[next]!.on, promise.graceDays);
  if (!isOnOrAfter(asOf, breaksOn)) return { kind: 'open', next, breaksOn };
  return { kind: promise.receivedMinor > 0n ? 'part-kept' : 'broken', missed: next };
}

function firstUnpaid(instalments: readonly Instalment[], receivedMinor: bigint): number | null {
  let promised = 0n;
  for (const [index, { amountMinor }] of instalments.entries()) {
    promised += amountMinor;
    if (receivedMinor + ROUNDING_MINOR < promised) return index;
  }
  return null;
}
