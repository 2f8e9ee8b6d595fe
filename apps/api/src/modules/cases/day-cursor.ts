import { isLocalDate } from '@invoicetracker/calendar';

import { decodeCursor, invalid } from '../../platform/http/cursor.js';

/**
 * The place after which a list that is sorted by a day and an id goes on.
 *
 * @param list the list it must belong to
 * @throws DomainError `invalid-cursor`
 */
export function readDayCursor(cursor: string, list: string): { day: string; id: string } {
  const [name, day, id] = decodeCursor(cursor, 3) as [string, string, string];
  if (name !== list || !isLocalDate(day) || !/^[0-9a-f-]{36}$/.test(id)) throw invalid();
  return { day, id };
}
