import { percentile } from '../framework/median.mjs';
import { HttpLane } from './http-lane.mjs';

/** Requests under way at one time. Two processors hold api, database and this client, so more only queue. */
const LANES = 4;

/**
 * Sends GET requests for a while, always the same number at one time.
 *
 * @param {{ port: number, headers?: object }} server
 * @param {(n: number) => string} pathOf the path of the n-th request
 * @param {number} seconds
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} milliseconds
 */
export async function requestLoad({ port, headers }, pathOf, seconds) {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => HttpLane.open(port)));
  const times = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  let count = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      for (let at = performance.now(); at < until;) {
        const { status, text } = await lane.get(pathOf(count++), headers);
        if (status !== 200)
          throw new Error(`The server answered ${status}: ${text().slice(0, 500)}`);
        const now = performance.now();
        times.push(now - at);
        at = now;
      }
    }),
  );
  const took = (performance.now() - startedAt) / 1000;
  for (const lane of lanes) lane.close();
  return {
    perSecond: times.length / took,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  };
}
