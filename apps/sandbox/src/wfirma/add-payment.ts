import { isLocalDate } from '@invoicetracker/calendar';

import { openMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import type { PlayerWorld } from '../player.js';
import type { Answer } from '../serving/answer.js';
import { apiElement, branch } from './find-request.js';
import { PAYMENTS } from './modules.js';
import { paymentViews } from './payment-view.js';
import { invalidAnswer, listAnswer, statusAnswer } from './statuses.js';
import { minorOf } from './wire-words.js';

/** `payments/add`: a part is a payment like any other, more than is open is refused. */
export function addPayment(
  books: Books,
  key: string,
  body: unknown,
  world: Pick<PlayerWorld, 'books' | 'clock'>,
): Answer {
  const api = apiElement(body);
  if (api === null) return statusAnswer('INPUT ERROR');
  const given = branch(branch(api, 'payments'), 'payment');
  const [object, id, value, date] = ['object_name', 'object_id', 'value', 'date'].map((name) =>
    String(given[name] ?? ''),
  ) as [string, string, string, string];
  const row = { object_name: object, object_id: id, value, date };
  const invalid = (field: string, message: string) => invalidAnswer(PAYMENTS, row, field, message);
  const document = object === 'invoice' ? books.document(Number(id)) : undefined;
  if (document === undefined) return invalid('object_id', 'Nie ma takiego dokumentu');
  const amountMinor = minorOf(value);
  if (amountMinor === null || amountMinor === 0 || amountMinor > openMinor(document))
    return invalid('value', 'Kwota jest nieprawidłowa');
  if (!isLocalDate(date)) return invalid('date', 'Data musi być w formacie RRRR-MM-DD');
  const at = world.clock().toISOString();
  const paid = world.books.change(key, {
    type: 'pay',
    id: document.id,
    payment: { paidOn: date, amountMinor },
    at,
  });
  const added = paid === null ? undefined : paymentViews(paid).at(-1);
  return added === undefined ? statusAnswer('FATAL') : listAnswer(PAYMENTS, [added]);
}
