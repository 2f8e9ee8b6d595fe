import { type BookDocument, openMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { vanish } from '../books/vanish.js';
import type { PlayerWorld } from '../player.js';
import { type Answer, jsonAnswer } from '../serving/answer.js';
import { type FaultOrder, ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, type Spoiling, spoiltRows, type WireRow } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import { invoiceKind, isCost, isShown } from './invoice-kind.js';
import { invoiceView, type Showing, withPositions } from './invoice-view.js';
import { type ListQuestion, listQuestion, pageWindow } from './list-question.js';

const SPOILING: Spoiling = {
  'wrong-currency': { currency: 'ZŁO' },
  'bad-row': { price_gross: '1,230.5O', paid_date: '2026-02-31' },
};

/** One page: a bare array, which says neither how many there are nor whether more follow. */
export function answerInvoiceList(
  world: PlayerWorld,
  request: PlayerRequest,
  showing: Showing,
): Answer {
  const { books } = showing;
  const question = listQuestion(request.query, world.today());
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const all = ordered(books, question.order, world.random);
  const page = disturbedPage(
    { matching: all.filter((document) => isMeant(document, question)), all: () => all },
    pageWindow(request.query),
    fault,
  );
  const isWhole = request.query['include_positions'] === 'true';
  const rows = page.rows.map((document) => {
    const row = invoiceView(document, showing);
    return isWhole ? withPositions(row, books.linesOf(document)) : row;
  });
  const place = page.rows.findIndex(isOwed);
  vanish(world.books, request.key, page.rows[place], fault, world.clock);
  return jsonAnswer(200, spoiltAt(place, rows, fault));
}

/**
 * Documents that are equal under the order come in no certain one: it is another at the next request, as from a database
 * that was asked for nothing more.
 */
function ordered(books: Books, order: string, random: () => number): readonly BookDocument[] {
  const isTurned = random() < 0.5;
  return books.remembered(`${order} ${isTurned}`, () => {
    const shown = books.documents().filter(isShown);
    const untied = isTurned ? shown.toReversed() : shown;
    const [field = '', direction] = order.split('.');
    const key = Object.hasOwn(SORT_KEYS, field) ? SORT_KEYS[field] : undefined;
    if (key === undefined) return shown.toReversed();
    const sign = direction === 'desc' ? -1 : 1;
    return untied.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  });
}

const SORT_KEYS: Readonly<Record<string, (document: BookDocument) => string>> = {
  number: ({ number, id }) => number ?? `K/${id}`,
  issue_date: ({ issuedOn }) => issuedOn,
  payment_to: ({ dueOn }) => dueOn,
  updated_at: ({ updatedAt }) => updatedAt,
};

function isMeant(document: BookDocument, { from, until, kinds, income }: ListQuestion): boolean {
  if (document.issuedOn < from || document.issuedOn > until) return false;
  if (income !== null && income === isCost(document)) return false;
  return kinds === null || kinds.includes(invoiceKind(document));
}

/** Faults hit the first document by which money is owed: the others are of no concern to anybody. */
function spoiltAt(
  place: number,
  rows: readonly WireRow[],
  fault: FaultOrder | null,
): readonly WireRow[] {
  if (place < 0) return rows;
  return [...rows.slice(0, place), ...spoiltRows(rows.slice(place), fault, SPOILING)];
}

function isOwed(document: BookDocument): boolean {
  const isClaim = ['invoice', 'advance', 'final'].includes(document.kind);
  return isClaim && !document.isCancelled && openMinor(document) > 0;
}
