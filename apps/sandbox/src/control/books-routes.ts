import type { FastifyInstance } from 'fastify';

import type { BookOrder, BooksControl } from './books-control.js';

type KeyParams = { Params: { key: string } };
type OrderFor<Method extends 'partPay' | 'setPayments' | 'correct' | 'edit' | 'changeClient'> =
  Parameters<BooksControl[Method]>[1];

/** The same as `BooksControl`, over HTTP and JSON, below /control/<provider>/<key>. */
export function serveBooksControl(app: FastifyInstance, name: string, control: BooksControl): void {
  const base = `/control/${name}/:key`;
  app.get<KeyParams>(base, ({ params }) => control.state(params.key));
  app.get<KeyParams>(`${base}/documents`, ({ params }) => ({
    documents: control.documents(params.key),
  }));
  app.get<KeyParams>(`${base}/clients`, ({ params }) => ({ clients: control.clients(params.key) }));

  const action = <Order>(path: string, act: (key: string, order: Order) => unknown) =>
    app.post<KeyParams>(`${base}/${path}`, ({ params, body }) => act(params.key, body as Order));
  action('issue', (key, order: BookOrder) => control.issue(key, order));
  action('pay', (key, order: { id: number; paidOn?: string }) => control.pay(key, order));
  action('part-pay', (key, order: OrderFor<'partPay'>) => control.partPay(key, order));
  action('unpay', (key, order: { id: number }) => control.unpay(key, order));
  action('set-payments', (key, order: OrderFor<'setPayments'>) => control.setPayments(key, order));
  action('correct', (key, order: OrderFor<'correct'>) => control.correct(key, order));
  action('cancel', (key, order: { id: number; issuedOn?: string }) => control.cancel(key, order));
  action('edit', (key, order: OrderFor<'edit'>) => control.edit(key, order));
  action('client', (key, order: OrderFor<'changeClient'>) => control.changeClient(key, order));
  action('delete', (key, order: { id: number }) => {
    control.remove(key, order);
    return { deleted: order.id };
  });
}
