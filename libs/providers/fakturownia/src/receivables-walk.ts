import { addDays, isBefore, type LocalDate, maxDay } from '@invoicetracker/calendar';
import type { ProviderContext, SetAside } from '@invoicetracker/provider-kit';

import { distinctRows, type Glance } from './glance.js';
import { listRows } from './http/list-rows.js';
import { FIRST_PAGE, readNumberedPage } from './http/numbered-pages.js';
import type { ReceivablesPosition } from './receivables-cursor.js';
import { fits, questionOf } from './receivables-question.js';

/** One step of a walk. */
export interface Step {
  readonly rows: readonly Glance[];
  /** those that came twice on one page */
  readonly repeats: readonly SetAside[];
  /** the position the rows were read from; another one than asked when the walk had to change its way */
  readonly at: ReceivablesPosition;
  /** null at the end */
  readonly next: ReceivablesPosition | null;
}

/**
 * Walks the list by the days of issue. Pages are counted by rows, so one deleted document moves all that follow, and the
 * order within a day is nobody's promise: a walk by page numbers loses rows without a word. So each page is the first
 * page of "issued since", and its last day, of which some may be cut off, is left to the next one. No answer is the end
 * before another one agrees that nothing follows.
 *
 * An answer that cannot be one to what was asked (Fakturownia drops a filter it does not know) turns the walk: from
 * there on the whole list is read by its pages and sorted out here.
 */
export async function walk(context: ProviderContext, from: ReceivablesPosition): Promise<Step> {
  let at = from;
  for (;;) {
    const step = at.way === 'days' ? await stepByDays(context, at) : await stepByPages(context, at);
    if ('rows' in step) return { ...step, at };
    at = step;
  }
}

type Stepped = Omit<Step, 'at'> | ReceivablesPosition;

async function stepByDays(context: ProviderContext, at: ReceivablesPosition): Promise<Stepped> {
  const answer = await listRows(context, questionOf(at), 1);
  const { rows, repeats } = distinctRows(answer);
  const { day, known, last } = at;
  if (!fits(at, rows)) return byPages(at);
  const onDay = rows.filter(({ issuedOn }) => issuedOn === day).length;
  if (rows.length === 0 || onDay < known) {
    if (last !== 'doubted') return { ...at, last: 'doubted' };
    // documents may have been deleted meanwhile, but a day that is empty all at once was never asked for
    if (onDay === 0 && known > 0) return byPages(at);
    if (rows.length === 0) return { rows, repeats, next: null };
  }
  const isShort = answer.length < at.list.widest;
  const list = { ...FIRST_PAGE, widest: Math.max(answer.length, at.list.widest) };
  const lastDay = rows.reduce((max, { issuedOn }) => maxDay(max, issuedOn ?? max), day);
  if (lastDay !== day) {
    const whole = rows.filter(({ issuedOn }) => issuedOn === null || isBefore(issuedOn, lastDay));
    const cut = rows.filter(({ issuedOn }) => issuedOn === lastDay).length;
    const to = { day: lastDay, known: cut, last: isShort ? 'short' : 'full', list } as const;
    return { rows: whole, repeats, next: { ...at, ...to } };
  }
  if (!isShort) return { ...at, way: 'day', list: FIRST_PAGE };
  if (last === 'short') return { rows, repeats, next: null };
  return { ...at, known: onDay, last: 'short' };
}

async function stepByPages(context: ProviderContext, at: ReceivablesPosition): Promise<Stepped> {
  const page = await readNumberedPage(context, questionOf(at), at.list);
  const { rows, repeats } = distinctRows(page.rows);
  const next = page.next === null ? null : { ...at, list: page.next };
  if (at.way === 'pages') {
    const fresh = rows.filter(({ issuedOn }) => issuedOn === null || !isBefore(issuedOn, at.day));
    return { rows: fresh, repeats, next };
  }
  // the day was seen to be full, so it cannot be empty
  const isLost = rows.length === 0 && at.list.page === 1;
  if (isLost || !fits(at, rows)) return byPages(at);
  return { rows, repeats, next: next ?? since(at, addDays(at.day, 1)) };
}

function since(at: ReceivablesPosition, day: LocalDate): ReceivablesPosition {
  const list = { ...FIRST_PAGE, widest: at.list.widest };
  return { ...at, way: 'days', day, known: 0, last: 'full', list };
}

function byPages(at: ReceivablesPosition): ReceivablesPosition {
  return { ...at, way: 'pages', list: FIRST_PAGE };
}
