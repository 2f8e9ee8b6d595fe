import { median } from './median.mjs';

/**
 * Measures the limit and ours in turns, because the machine does not stay the same: limit, ours, limit, ours.
 *
 * @param {number} rounds
 * @param {(round: number) => Promise<number>} limit the bare minimum of the same work
 * @param {(round: number) => Promise<number>} ours the product doing it
 * @returns the two medians
 */
export async function alternate(rounds, limit, ours) {
  const measured = { limit: [], ours: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.limit.push(await limit(round));
    measured.ours.push(await ours(round));
  }
  return { baseline: median(measured.limit), value: median(measured.ours) };
}

/** Seconds that the work takes. */
export async function secondsOf(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
