import { isBefore, type LocalDate } from '@invoicetracker/calendar';

import type { Glance } from './glance.js';
import type { ListQuestion } from './http/list-rows.js';
import { LISTED_KINDS } from './kinds.js';
import type { ReceivablesPosition } from './receivables-cursor.js';

const PATH = '/invoices.json';
const WITH_LINES = ['include_positions', 'true'] as const;
/** Beyond any day of issue: who asks from a day on must also say until when. */
const FAR_DAY = '2099-12-31';

/** What is asked. Nothing is left to a default: without `period` some undocumented stretch of time comes back. */
export function questionOf({ way, day }: ReceivablesPosition): ListQuestion {
  if (way === 'pages') {
    // nothing that could be dropped: pages with and without a filter are not those of one list
    return { path: PATH, parameters: [['period', 'all'], ['order', 'number'], WITH_LINES] };
  }
  const parameters = [
    ['period', 'more'],
    ['search_date_type', 'issue_date'],
    ['date_from', day],
    ['date_to', way === 'day' ? day : FAR_DAY],
    ['income', 'yes'],
    ...LISTED_KINDS.map((kind) => ['kinds[]', kind] as const),
    ['order', way === 'day' ? 'number' : 'issue_date'],
    WITH_LINES,
  ] as const;
  return { path: PATH, parameters };
}

/** Whether this can be the answer to that question; rows that cannot be read at all say nothing. */
export function fits({ way, day }: ReceivablesPosition, rows: readonly Glance[]): boolean {
  if (rows.some(({ isForeign }) => isForeign)) return false;
  const days = rows.flatMap(({ issuedOn }) => (issuedOn === null ? [] : [issuedOn]));
  if (way === 'day') return days.every((one) => one === day);
  return days.every((one, i) => !isBefore(one, i === 0 ? day : (days[i - 1] as LocalDate)));
}
