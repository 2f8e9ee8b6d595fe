/** The middle value; of an even number of values the lower of the two in the middle. */
export function median(values) {
  return percentile(values, 50);
}

/** The smallest value that at least `share` per cent of the values do not exceed. */
export function percentile(values, share) {
  if (values.length === 0) throw new Error('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)];
}
