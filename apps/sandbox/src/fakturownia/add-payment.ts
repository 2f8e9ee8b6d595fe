import { ChangeRefused } from '../books/change-refused.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import type { PlayerRequest } from '../serving/player.js';
import { connectedPayments, type Showing } from './invoice-view.js';
import { error } from './refusals.js';

/** `POST /banking/payments.json`: a payment of its own, connected with one document. */
export function addPayment(world: PlayerWorld, request: PlayerRequest, { books }: Showing): Answer {
  const payment = (request.body as { banking_payment?: Record<string, unknown> } | null)
    ?.banking_payment;
  if (payment === undefined) return error(422, { base: ['- nie może być puste'] });
  const { name, price, invoice_id: id, paid_date: paidOn } = payment;
  const amountMinor = minorOf(price);
  if (typeof name !== 'string' || name === '')
    return error(422, { name: ['- nie może być puste'] });
  if (amountMinor === null) return error(422, { price: ['- nie jest liczbą'] });
  if (typeof id !== 'number' || books.document(id) === undefined)
    return error(422, { invoice_id: ['- nie istnieje'] });
  try {
    const document = world.books.change(request.key as string, {
      type: 'pay',
      id,
      payment: {
        reference: name,
        amountMinor,
        paidOn: typeof paidOn === 'string' ? paidOn : world.today(),
      },
      at: world.clock().toISOString(),
    });
    return jsonAnswer(201, connectedPayments(document!).at(-1));
  } catch (refusal) {
    if (refusal instanceof ChangeRefused) return error(422, { price: [refusal.message] });
    throw refusal;
  }
}

/** "730.00", "730,00" or 730 */
function minorOf(price: unknown): number | null {
  const text = String(price).replace(',', '.');
  return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null;
}
