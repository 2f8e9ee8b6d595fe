import { addDays, localDate } from '@invoicetracker/calendar';

import type { BookClient } from '../books/book-client.js';
import type {
  BookChange,
  ClientFields,
  EditableFields,
  IssuedBookDocument,
} from '../books/book-change.js';
import { type BookDocument, type BookPayment, openMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import type { BooksPlan } from '../books/books-plan.js';
import type { Bookshelf } from '../books/bookshelf.js';
import { ChangeRefused } from '../books/change-refused.js';
import { PlayerControl, type PlayerParts } from './player-control.js';

/** Everything may be left out but the amount: an invoice issued today, due in two weeks, for a client of its own. */
export type BookOrder = Partial<IssuedBookDocument>;

export interface BooksState {
  readonly key: string;
  readonly name: string;
  readonly clients: number;
  readonly documents: number;
  /** documents with something left to pay */
  readonly open: number;
}

/** What the outside world does to the books at one provider: clients pay, people issue, correct, cancel and delete. */
export class BooksControl extends PlayerControl {
  constructor(
    parts: PlayerParts,
    private readonly shelf: Bookshelf,
  ) {
    super(parts);
  }

  /** Makes the books up anew, for instance with another number of documents. */
  company(key: string, plan: Partial<Omit<BooksPlan, 'key' | 'player'>> = {}): BooksState {
    this.shelf.start(key, plan);
    return this.state(key);
  }

  state(key: string): BooksState {
    const books = this.books(key);
    const documents = books.documents();
    return {
      key,
      name: books.firm.name,
      clients: books.clientIds().length,
      documents: documents.length,
      open: documents.filter((document) => openMinor(document) > 0).length,
    };
  }

  keys(): readonly string[] {
    return this.shelf.keys();
  }

  /** the books themselves, to compare with what was made of them */
  books(key: string): Books {
    const books = this.shelf.find(key);
    if (books === null)
      throw new ChangeRefused(`"${key}" opens no books: keys look like sandbox-<name>.`);
    return books;
  }

  documents(key: string): readonly BookDocument[] {
    return this.books(key).documents();
  }

  document(key: string, id: number): BookDocument {
    const document = this.books(key).document(id);
    if (document === undefined) throw new ChangeRefused(`There is no document ${id}.`);
    return document;
  }

  clients(key: string): readonly BookClient[] {
    return this.books(key).clients();
  }

  issue(key: string, order: BookOrder): BookDocument {
    const issuedOn = localDate(order.issuedOn ?? this.parts.today());
    return this.changed(key, {
      type: 'issue',
      document: {
        kind: order.kind ?? 'invoice',
        number: order.number ?? null,
        clientId: order.clientId ?? null,
        client: order.client ?? {},
        currency: order.currency ?? this.books(key).currency,
        issuedOn,
        soldOn: localDate(order.soldOn ?? issuedOn),
        dueOn: localDate(order.dueOn ?? addDays(issuedOn, 14)),
        paymentMethod: order.paymentMethod ?? 'transfer',
        lines: order.lines ?? null,
        grossMinor: order.grossMinor ?? null,
      },
    });
  }

  /** The client pays all that is open. */
  pay(key: string, order: { id: number; paidOn?: string }): BookDocument {
    return this.partPay(key, { ...order, amountMinor: openMinor(this.document(key, order.id)) });
  }

  partPay(key: string, order: { id: number; amountMinor: number; paidOn?: string }): BookDocument {
    const { id, amountMinor } = order;
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0)
      throw new ChangeRefused('amountMinor must be a positive whole number.');
    const paidOn = localDate(order.paidOn ?? this.parts.today());
    return this.changed(key, { type: 'pay', id, payment: { paidOn, amountMinor } });
  }

  /** Takes all payments back. */
  unpay(key: string, order: { id: number }): BookDocument {
    return this.setPayments(key, { ...order, payments: [] });
  }

  /** Replaces the payments as a whole. */
  setPayments(key: string, order: { id: number; payments: readonly BookPayment[] }): BookDocument {
    const { id, payments } = order;
    return this.changed(key, { type: 'set-payments', id, payments });
  }

  /** @param order.grossMinor the change, negative when the client owes less */
  correct(key: string, order: { id: number; grossMinor: number; issuedOn?: string }): BookDocument {
    const issuedOn = localDate(order.issuedOn ?? this.parts.today());
    return this.changed(key, {
      type: 'correct',
      id: order.id,
      grossMinor: order.grossMinor,
      issuedOn,
    });
  }

  /** @returns the cancellation; the document itself stays, marked as cancelled */
  cancel(key: string, order: { id: number; issuedOn?: string }): BookDocument {
    const issuedOn = localDate(order.issuedOn ?? this.parts.today());
    return this.changed(key, { type: 'cancel', id: order.id, issuedOn });
  }

  /** Changes what a document says; its lines and payments have methods of their own. */
  edit(key: string, order: { id: number; fields: EditableFields }): BookDocument {
    return this.changed(key, { type: 'edit', ...order });
  }

  remove(key: string, order: { id: number }): void {
    this.changed(key, { type: 'delete', id: order.id });
  }

  /** Also whether the provider itself sends this client reminders (`isReminded`). */
  changeClient(key: string, order: { id: number; fields: ClientFields }): BookClient {
    this.shelf.change(key, { type: 'change-client', ...order, at: this.now() });
    return this.books(key).client(order.id) as BookClient;
  }

  private changed(key: string, change: UndatedDocumentChange): BookDocument {
    return this.shelf.change(key, { ...change, at: this.now() } as BookChange) as BookDocument;
  }

  private now(): string {
    return this.parts.clock().toISOString();
  }
}

type Undated<T> = T extends unknown ? Omit<T, 'at'> : never;
type UndatedDocumentChange = Undated<Exclude<BookChange, { type: 'change-client' }>>;
