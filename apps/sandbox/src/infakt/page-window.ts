/** Cuts one page out of rows that are in the order of their ids. */
export function pageWindow<T>(
  rows: readonly T[],
  page: { readonly offset: number; readonly limit: number; readonly order: string | null },
  sortKeys: Readonly<Record<string, (row: T) => string | number>>,
  random: () => number,
): readonly T[] {
  if (page.order === 'id asc') return rows.slice(page.offset, page.offset + page.limit);
  const sorted = sortedBy(rows, page.order, sortKeys) ?? unstable(rows, random);
  return sorted.slice(page.offset, page.offset + page.limit);
}

function sortedBy<T>(
  rows: readonly T[],
  order: string | null,
  sortKeys: Readonly<Record<string, (row: T) => string | number>>,
): readonly T[] | null {
  const [field = '', direction = ''] = (order ?? '').split(' ');
  const key = Object.hasOwn(sortKeys, field) ? sortKeys[field] : undefined;
  if (key === undefined || (direction !== 'asc' && direction !== 'desc')) return null;
  const sign = direction === 'asc' ? 1 : -1;
  return rows.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}

/** Without a usable order the next request sees another one: an id may come on two pages and another on none. */
function unstable<T>(rows: readonly T[], random: () => number): readonly T[] {
  const turn = Math.floor(random() * rows.length);
  return [...rows.slice(turn), ...rows.slice(0, turn)];
}
