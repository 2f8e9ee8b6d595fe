import { onScopeDispose, watch } from 'vue';
import { api, dataOf } from '../../../shared/api/api.js';
import { isAborted, Problem } from '../../../shared/api/problem.js';
import type { SyncRunView } from '../../../shared/api/schemas.js';
import { useAccount } from '../../../shared/session/use-account.js';
import { isLive } from '../run-state.js';
import { followRun } from './follow-run.js';

const PAUSE_MS = 1000;
/** Where no stream can be had, it is tried again after asking so often. */
const ASKS_BETWEEN_STREAMS = 10;

/**
 * Follows a run while it goes: by its events, and by asking each second where those cannot be had (a proxy
 * that gathers answers, too many windows). Stops when the run has ended and with the screen.
 *
 * @param runId the run to follow; null while there is none
 * @param onRun is given every newer state
 */
export function useLiveRun(runId: () => string | null, onRun: (run: SyncRunView) => void): void {
  const { accountId } = useAccount();
  let current: AbortController | null = null;

  async function follow(id: string, signal: AbortSignal): Promise<void> {
    const path = { accountId, runId: id };
    let isOver = false;
    const take = (run: SyncRunView): void => {
      if (signal.aborted) return;
      isOver = !isLive(run);
      onRun(run);
    };
    while (!isOver) {
      const heard = await unlessBroken(() => followRun(path, take, signal));
      for (let asks = heard ? 1 : ASKS_BETWEEN_STREAMS; asks > 0 && !isOver; asks -= 1) {
        await pause(signal);
        await unlessBroken(() =>
          dataOf(
            api.GET('/api/v1/accounts/{accountId}/sync-runs/{runId}', { params: { path }, signal }),
          ).then(take),
        );
      }
    }
  }

  watch(
    runId,
    (id) => {
      current?.abort();
      if (id === null) return;
      const mine = (current = new AbortController());
      follow(id, mine.signal).catch((error: unknown) => {
        if (!isAborted(error)) throw error;
      });
    },
    { immediate: true },
  );
  onScopeDispose(() => current?.abort());
}

/** A line that breaks, or a server that is being restarted, is asked again a little later. */
async function unlessBroken<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem || error instanceof TypeError) return null;
    throw error;
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('the screen was left', 'AbortError'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
