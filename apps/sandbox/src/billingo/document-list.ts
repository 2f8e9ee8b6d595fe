import type { BookDocument } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { vanish } from '../books/vanish.js';
import type { PlayerWorld } from '../player.js';
import type { Answer } from '../serving/answer.js';
import { ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, type Spoiling, spoiltRows } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import { documentView, typeOf } from './document-view.js';
import { isRefusal, pageAnswer, windowOf } from './pages.js';
import { paymentStatus } from './payment-status.js';
import { unprocessable } from './refusals.js';

const SPOILING: Spoiling = {
  'wrong-currency': { currency: 'FT' },
  'bad-row': { gross_total: '127 000', due_date: '2026-02-31' },
};

const STATUSES = ['expired', 'none', 'outstanding', 'paid', 'partially_paid'];

/** One page of all documents, newest first, with whatever row fault is due. There is no filter for due dates. */
export function answerDocumentList(
  world: PlayerWorld,
  request: PlayerRequest,
  books: Books,
): Answer {
  const window = windowOf(request);
  if (isRefusal(window)) return window;
  const refused = refusedFilter(request);
  if (refused !== null) return refused;
  const today = world.today();
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const all = () => books.remembered('newest', () => books.documents().toReversed());
  const page = disturbedPage(
    { matching: matching(books, request.query, today, all), all },
    window,
    fault,
  );
  const rows = page.rows.map((document) => documentView(books, document, today));
  const answer = pageAnswer(world, request, window, {
    rows: spoiltRows(rows, fault, SPOILING),
    total: page.total,
  });
  vanish(world.books, request.key, page.rows[0], fault, world.clock);
  return answer;
}

/** The newer of the two known descriptions takes only two types here; instants come as "2026-03-10 08:00:00". */
function refusedFilter({ query }: PlayerRequest): Answer | null {
  const { payment_status: status, type, last_modified_date: since } = query;
  if (status !== undefined && !STATUSES.includes(String(status)))
    return unprocessable('payment_status', 'The selected payment status is invalid.');
  if (type !== undefined && type !== 'invoice' && type !== 'receipt')
    return unprocessable('type', 'The selected type is invalid.');
  if (since !== undefined && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(since)))
    return unprocessable('last_modified_date', 'The last modified date is not a valid date.');
  return null;
}

function matching(
  books: Books,
  query: PlayerRequest['query'],
  today: string,
  all: () => readonly BookDocument[],
): readonly BookDocument[] {
  const { payment_status: status, type, last_modified_date: since } = query;
  const { start_date: from, end_date: to, partner_id: partner } = query;
  const asked = [status, type, since, from, to, partner].map((value) => String(value ?? ''));
  return books.remembered(`documents ${today} ${asked.join(' ')}`, () =>
    all().filter(
      (document) =>
        (status === undefined || paymentStatus(books, document, today) === status) &&
        (type === undefined || typeOf(document) === type) &&
        (since === undefined || document.updatedAt >= String(since).replace(' ', 'T')) &&
        (from === undefined || document.issuedOn >= String(from)) &&
        (to === undefined || document.issuedOn <= String(to)) &&
        (partner === undefined || document.clientId === Number(partner)),
    ),
  );
}
