import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';

import { BankFailure } from './bank-failure.js';

/** A figure as a bank publishes it. */
export interface PublishedRate {
  readonly on: LocalDate;
  /** decimal text: percent a year, or units of the bank's currency for one of `currency` */
  readonly value: string;
  /** null for a reference rate */
  readonly currency: string | null;
  /** where exactly it stands */
  readonly source: string;
}

/** A calendar day of an answer; throws BankFailure. */
export function publishedDay(text: unknown): LocalDate {
  if (typeof text !== 'string' || !isLocalDate(text)) throw unreadable(`the day "${text}"`);
  return text;
}

/** A number of an answer, with a comma or a point; throws BankFailure. */
export function publishedNumber(text: unknown): string {
  const plain = String(text).trim().replace(',', '.');
  if (!/^-?\d{1,6}(\.\d{1,10})?$/.test(plain)) throw unreadable(`the number "${text}"`);
  return plain;
}

/** @param what completes "… cannot be read" */
export function unreadable(what: string): BankFailure {
  return new BankFailure('unreadable', `In the bank's answer ${what} cannot be read.`);
}
