import { ref } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { ConnectionView, SyncRunView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { isLive } from './run-state.js';

/** Connections and history of the sync panel; each run under way is followed by its card. */
export function useSyncPanel() {
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);

  const connections = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/connections', { params: { path }, signal }),
      ).then((answer) => answer.items),
  );
  const runs = useResource(
    () => cursors.value.at(-1) ?? '',
    (cursor, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/sync-runs', {
          params: { path, query: { limit: 20, ...(cursor ? { cursor } : {}) } },
          signal,
        }),
      ),
  );

  function showMoved(run: SyncRunView): void {
    connections.data.value = (connections.data.value ?? []).map((each) =>
      each.id === run.connectionId ? { ...each, lastRun: run } : each,
    );
    if (isLive(run)) return;
    // The end of a run changes more than the run: the connection's state, its next run, the history.
    void connections.reload();
    void runs.reload();
  }

  const start = useAction(async (connection: ConnectionView) => {
    const run = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/connections/{connectionId}/syncs', {
        params: { path: { accountId, connectionId: connection.id } },
      }),
    );
    showMoved(run);
    await runs.reload();
  });

  return { connections, runs, cursors, start, showMoved };
}
