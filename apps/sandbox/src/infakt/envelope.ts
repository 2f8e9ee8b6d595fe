import type { WireObject } from './document-view.js';
import type { ListQuery } from './list-query.js';

/** The envelope of every list. `count` is not the number of rows, `next` and `previous` are there even on the last page. */
export function envelope(
  path: string,
  query: ListQuery,
  total: number,
  entities: readonly WireObject[],
): WireObject {
  const link = (offset: number) =>
    `https://api.infakt.pl/api/v3${path}?limit=${query.limit}&offset=${Math.max(0, offset)}`;
  return {
    metainfo: {
      count: Math.max(10, query.limit),
      total_count: total,
      next: link(query.offset + query.limit),
      previous: link(query.offset - query.limit),
    },
    entities,
  };
}
