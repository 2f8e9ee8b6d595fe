/**
 * Numbers a client names: `4`, `2:7`, `5:*`, or several with commas between (RFC 9051, `sequence-set`).
 *
 * @param last what `*` stands for
 * @returns null where it is no such set
 */
export function sequenceSet(text: string, last: number): ((value: number) => boolean) | null {
  if (!/^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/.test(text)) return null;
  const ranges = text.split(',').map((part) => {
    const [one = '*', other = one] = part.split(':');
    const ends = [one, other].map((end) => (end === '*' ? last : Number(end)));
    return { from: Math.min(...ends), to: Math.max(...ends) };
  });
  return (value) => ranges.some(({ from, to }) => value >= from && value <= to);
}
