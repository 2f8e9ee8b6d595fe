import { createParser } from 'eventsource-parser';
import { api } from '../../../shared/api/api.js';
import type { SyncRunView } from '../../../shared/api/schemas.js';

/**
 * Reads a run's server-sent events until the stream ends. With `fetch`, not `EventSource`: only so the token
 * goes where all others go, into a header.
 *
 * @returns how many events came; 0 when the stream could not be had
 */
export async function followRun(
  path: { readonly accountId: string; readonly runId: string },
  onRun: (run: SyncRunView) => void,
  signal: AbortSignal,
): Promise<number> {
  const { data, response } = await api.GET(
    '/api/v1/accounts/{accountId}/sync-runs/{runId}/events',
    { params: { path }, parseAs: 'stream', signal },
  );
  if (!response.ok || !data) return 0;
  let heard = 0;
  const parser = createParser({
    onEvent: ({ event, data: text }) => {
      if (event !== 'run') return;
      heard += 1;
      onRun(JSON.parse(text) as SyncRunView);
    },
  });
  const decoder = new TextDecoder();
  const reader = data.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return heard;
    parser.feed(decoder.decode(value, { stream: true }));
  }
}
