import { SeededRandom } from '../fiction/seeded-random.js';
import type { BookClient } from './book-client.js';
import {
  type BookDocument,
  type BookLine,
  type BookPayment,
  type DocumentKind,
  openMinor,
  paidMinor,
  type PaymentMethod,
} from './book-document.js';
import { type GivenLine, lineOf, lineOfGross, pairOf, totalsOf } from './book-lines.js';
import type { Books } from './books.js';
import { ChangeRefused } from './change-refused.js';
import { takenBack } from './invent-book-documents.js';

/** One thing that happened to the books. Complete in itself (`at` and every day are given), so that a journal of them can be replayed. */
export type BookChange = { readonly at: string } & (
  | { readonly type: 'issue'; readonly document: IssuedBookDocument }
  | { readonly type: 'pay'; readonly id: number; readonly payment: BookPayment }
  | {
      readonly type: 'set-payments';
      readonly id: number;
      readonly payments: readonly BookPayment[];
    }
  | {
      readonly type: 'correct';
      readonly id: number;
      readonly grossMinor: number;
      readonly issuedOn: string;
    }
  | { readonly type: 'cancel'; readonly id: number; readonly issuedOn: string }
  | { readonly type: 'delete'; readonly id: number }
  | { readonly type: 'edit'; readonly id: number; readonly fields: EditableFields }
  | { readonly type: 'change-client'; readonly id: number; readonly fields: ClientFields }
);

export type EditableFields = Partial<
  Pick<BookDocument, 'number' | 'dueOn' | 'soldOn' | 'currency' | 'paymentMethod' | 'kind'>
>;
export type ClientFields = Partial<Omit<BookClient, 'id' | 'uuid' | 'updatedAt'>>;

export interface IssuedBookDocument {
  readonly kind: DocumentKind;
  /** null: the next one of its kind */
  readonly number: string | null;
  /** null: a new one, with `client` over made-up details */
  readonly clientId: number | null;
  readonly client: ClientFields;
  readonly currency: string;
  readonly issuedOn: string;
  readonly soldOn: string;
  readonly dueOn: string;
  readonly paymentMethod: PaymentMethod;
  /** lines, or one line of this gross amount */
  readonly lines: readonly GivenLine[] | null;
  readonly grossMinor: number | null;
}

/** @returns the document concerned as it is afterwards (as it was, when deleted); null when a client changed */
export function applyBookChange(books: Books, change: BookChange): BookDocument | null {
  switch (change.type) {
    case 'issue':
      return issue(books, change.document, change.at);
    case 'pay': {
      const document = existing(books, change.id);
      return withPayments(books, document, [...document.payments, change.payment], change.at);
    }
    case 'set-payments':
      return withPayments(books, existing(books, change.id), change.payments, change.at);
    case 'correct':
      return correct(books, change);
    case 'cancel':
      return cancel(books, change);
    case 'delete': {
      const document = existing(books, change.id);
      books.remove(change.id);
      return document;
    }
    case 'edit':
      return put(books, { ...existing(books, change.id), ...change.fields }, change.at);
    case 'change-client':
      changeClient(books, change.id, change.fields, change.at);
      return null;
  }
}

function issue(books: Books, given: IssuedBookDocument, at: string): BookDocument {
  const clientId = given.clientId ?? books.addClient();
  if (books.client(clientId) === undefined)
    throw new ChangeRefused(`There is no client ${clientId}.`);
  if (Object.keys(given.client).length > 0) changeClient(books, clientId, given.client, at);
  return add(books, given.kind, at, {
    number: given.number,
    clientId,
    currency: given.currency,
    issuedOn: given.issuedOn,
    soldOn: given.soldOn,
    dueOn: given.dueOn,
    paymentMethod: given.paymentMethod,
    correctsId: null,
    lines: issuedLines(books, given),
  });
}

function withPayments(
  books: Books,
  document: BookDocument,
  payments: readonly BookPayment[],
  at: string,
): BookDocument {
  const changed = { ...document, payments };
  if (payments.length > 0 && paidMinor(changed) > document.grossMinor)
    throw new ChangeRefused(`Only ${openMinor(document)} is open on ${document.id}.`);
  return put(books, changed, at);
}

function correct(
  books: Books,
  change: { id: number; grossMinor: number; issuedOn: string; at: string },
): BookDocument {
  const corrected = existing(books, change.id);
  const { country } = books.plan;
  const before = lineOfGross(corrected.grossMinor, country, corrected.currency);
  const after = lineOfGross(before.gross + change.grossMinor, country, corrected.currency);
  return follow(books, corrected, 'correction', pairOf(before, after), change);
}

/** The document stays, marked as cancelled, and another one takes its amounts back. */
function cancel(books: Books, change: { id: number; issuedOn: string; at: string }): BookDocument {
  const cancelled = existing(books, change.id);
  if (cancelled.isCancelled) throw new ChangeRefused(`${change.id} is cancelled already.`);
  put(books, { ...cancelled, isCancelled: true }, change.at);
  return follow(books, cancelled, 'cancellation', takenBack(books.linesOf(cancelled)), change);
}

function follow(
  books: Books,
  corrected: BookDocument,
  kind: DocumentKind,
  lines: readonly BookLine[],
  change: { issuedOn: string; at: string },
): BookDocument {
  return add(books, kind, change.at, {
    number: null,
    clientId: corrected.clientId,
    currency: corrected.currency,
    issuedOn: change.issuedOn,
    soldOn: corrected.soldOn,
    dueOn: corrected.dueOn,
    paymentMethod: corrected.paymentMethod,
    correctsId: corrected.id,
    lines,
  });
}

type Substance = Pick<
  BookDocument,
  | 'number'
  | 'clientId'
  | 'currency'
  | 'issuedOn'
  | 'soldOn'
  | 'dueOn'
  | 'paymentMethod'
  | 'correctsId'
> & { readonly lines: readonly BookLine[] };

function add(books: Books, kind: DocumentKind, at: string, substance: Substance): BookDocument {
  const id = books.nextDocumentId();
  const { plan } = books;
  const number =
    kind === 'draft' ? null : (substance.number ?? books.numberFor(kind, substance.issuedOn));
  const document: BookDocument = {
    ...substance,
    ...totalsOf(substance.lines),
    id,
    uuid: new SeededRandom(plan.seed, plan.player, plan.key, 'issued', id).uuid(id),
    kind,
    number,
    lineCount: substance.lines.length,
    payments: [],
    isCancelled: false,
    createdAt: at,
    updatedAt: at,
  };
  return put(books, document, at);
}

function put(books: Books, document: BookDocument, at: string): BookDocument {
  const changed = { ...document, updatedAt: at };
  books.put(changed);
  return changed;
}

function issuedLines(books: Books, given: IssuedBookDocument): readonly BookLine[] {
  if (given.lines !== null) return given.lines.map((line) => lineOf(line, given.currency));
  if (given.grossMinor === null) throw new ChangeRefused('A document needs lines or grossMinor.');
  return [lineOfGross(given.grossMinor, books.plan.country, given.currency)];
}

function changeClient(books: Books, id: number, fields: ClientFields, at: string): void {
  const client = books.client(id);
  if (client === undefined) throw new ChangeRefused(`There is no client ${id}.`);
  books.changeClient({ ...client, ...fields, id, uuid: client.uuid, updatedAt: at });
}

function existing(books: Books, id: number): BookDocument {
  const document = books.document(id);
  if (document === undefined) throw new ChangeRefused(`There is no document ${id}.`);
  return document;
}
