/** Rows in the order of their ids, put into the order that was asked for. */
export function inOrder<T>(
  rows: readonly T[],
  order: string | null,
  sortKeys: Readonly<Record<string, (row: T) => string | number>>,
  random: () => number,
): readonly T[] {
  if (order === 'id asc') return rows;
  return sortedBy(rows, order, sortKeys) ?? unstable(rows, random);
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
