import { isLocalDate } from '@invoicetracker/calendar';

import { type BookDocument, type BookPayment } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { forbidden, notFound, unprocessable } from './refusals.js';

const METHODS = { transfer: 'wire_transfer', cash: 'cash', card: 'bankcard' } as const;

export function methodOf({ paymentMethod }: BookDocument): string {
  return METHODS[paymentMethod];
}

export function paymentsView(document: BookDocument) {
  return document.payments.map(({ paidOn, amountMinor, method, reference }) => ({
    date: paidOn,
    price: amountMinor / 100,
    payment_method: method ?? methodOf(document),
    voucher_number: reference ?? null,
    conversion_rate: null,
  }));
}

/** The array that comes takes the place of the whole history: what is left out of it is gone. */
export function changePayments(
  world: PlayerWorld,
  request: PlayerRequest,
  books: Books,
  id: number,
): Answer {
  if (request.key === 'sandbox-readonly') return forbidden;
  const document = books.document(id);
  if (document === undefined) return notFound;
  if (!Array.isArray(request.body)) return unprocessable('payments', 'The payments are required.');
  const payments = request.body.map(bookPayment);
  const unusable = payments.indexOf(null);
  if (unusable >= 0) return unprocessable(`${unusable}`, 'The payment is invalid.');
  const known = payments.filter((payment) => payment !== null);
  const sum = known.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (known.length > 0 && sum > document.grossMinor)
    return unprocessable('price', 'The price is more than what is to be paid.');
  const at = world.clock().toISOString();
  world.books.change(request.key as string, { type: 'set-payments', id, payments: known, at });
  return jsonAnswer(200, paymentsView(books.document(id) as BookDocument));
}

function bookPayment(raw: unknown): BookPayment | null {
  const { date, price, payment_method, voucher_number } = (raw ?? {}) as Record<string, unknown>;
  if (typeof date !== 'string' || !isLocalDate(date)) return null;
  if (typeof price !== 'number' || typeof payment_method !== 'string') return null;
  const reference = typeof voucher_number === 'string' ? { reference: voucher_number } : {};
  return {
    paidOn: date,
    amountMinor: Math.round(price * 100),
    method: payment_method,
    ...reference,
  };
}
