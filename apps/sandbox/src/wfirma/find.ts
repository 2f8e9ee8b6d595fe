import type { Answer } from '../serving/answer.js';
import { type FaultOrder, ROW_FAULTS } from '../serving/fault-book.js';
import { disturbedPage, spoiltRows, type Spoiling } from '../serving/page-faults.js';
import type { PlayerRequest } from '../serving/player.js';
import type { Books } from '../books/books.js';
import type { PlayerWorld } from '../player.js';
import { type Condition, type FindRequest, findRequest } from './find-request.js';
import { areKnown, compareBy, type Header, meets } from './meets-conditions.js';
import { listAnswer, statusAnswer } from './statuses.js';

/** A module that can be searched. */
export interface Searchable<T> {
  readonly plural: string;
  readonly singular: string;
  readonly fields: readonly string[];
  readonly spoiling: Spoiling;
  /** everything there is, each with what can be asked of it */
  entries(books: Books): readonly Entry<T>[];
  view(books: Books, item: T, aheadMs: number): Record<string, unknown>;
  /** called with the first one of a page, after it was made */
  readonly afterwards?: (first: T | undefined, fault: FaultOrder | null) => void;
}

export interface Entry<T> {
  readonly header: Header;
  readonly item: T;
}

/** `find`: newest first unless an order is asked for, twenty a page unless a limit is. */
export function find<T>(
  module: Searchable<T>,
  books: Books,
  request: PlayerRequest,
  world: Pick<PlayerWorld, 'faults'>,
): Answer {
  const asked = findRequest(request.body, module.plural);
  const isUnderstood =
    asked !== null &&
    areKnown(asked.conditions, new Set(module.fields)) &&
    (asked.orderBy === null || module.fields.includes(asked.orderBy));
  if (!isUnderstood) return statusAnswer('INPUT ERROR');
  const fault = world.faults.take(request.path, ROW_FAULTS);
  const { page: number, limit } = asked;
  const window = { offset: (number - 1) * limit, limit };
  const page = disturbedPage(
    { matching: matching(module, books, asked), all: () => all(module, books) },
    window,
    fault,
  );
  const rows = page.rows.map(({ item }) => module.view(books, item, request.aheadMs));
  module.afterwards?.(page.rows[0]?.item, fault);
  return listAnswer(module, spoiltRows(rows, fault, module.spoiling), {
    limit: String(limit),
    page: String(number),
    total: String(page.total),
  });
}

/** The part of the question that changes from page to page is answered anew, the rest once. */
function matching<T>(
  module: Searchable<T>,
  books: Books,
  { conditions, orderBy }: FindRequest,
): readonly Entry<T>[] {
  const isMoving = ({ field, operator }: Condition) => field === 'id' && operator === 'gt';
  const lasting = conditions.filter((condition) => !isMoving(condition));
  const moving = conditions.filter(isMoving);
  const name = `${module.plural} ${orderBy ?? ''} ${JSON.stringify(lasting)}`;
  const found = books.remembered(name, () =>
    all(module, books)
      .filter(({ header }) => meets(header, lasting))
      .sort((a, b) =>
        orderBy === null
          ? compareBy('id')(b.header, a.header)
          : compareBy(orderBy)(a.header, b.header),
      ),
  );
  return moving.length === 0 ? found : found.filter(({ header }) => meets(header, moving));
}

function all<T>(module: Searchable<T>, books: Books): readonly Entry<T>[] {
  return books.remembered(module.plural, () => module.entries(books));
}
