import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the answer will do.
 * @throws Error with the last answer when it has not become good in time
 */
export async function eventually(ask, isGood, timeoutMs = 20_000) {
  for (let waited = 0; ; waited += 200) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (waited >= timeoutMs) {
      throw new Error(`Not in ${timeoutMs} ms; the last answer: ${JSON.stringify(answer)}`);
    }
    await sleep(200);
  }
}
