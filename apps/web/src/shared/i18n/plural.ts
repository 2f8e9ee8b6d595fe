/** Polish counts in three forms: 1 sprawa, 2 sprawy (22, 103), 5 spraw (12, 25). */
export function polishPlural(count: number, forms: number): number {
  if (forms < 3) return count === 1 ? 0 : forms - 1;
  if (count === 1) return 0;
  const last = count % 10;
  const isTeen = count % 100 >= 12 && count % 100 <= 14;
  return last >= 2 && last <= 4 && !isTeen ? 1 : 2;
}
