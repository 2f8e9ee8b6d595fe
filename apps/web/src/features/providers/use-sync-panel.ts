import { computed, ref, watch } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { ConnectionView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { usePolling } from '../../shared/composables/use-polling.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { isLive } from './run-state.js';

/** Connections and history of the sync panel; looked at again each second while a run is alive. */
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

  const isAnyLive = computed(() =>
    (connections.data.value ?? []).some((connection) => isLive(connection.lastRun)),
  );
  usePolling(() => isAnyLive.value, connections.reload);
  // The history is read again when a run begins and when it ends, not every second.
  watch(isAnyLive, () => void runs.reload());

  const start = useAction(async (connection: ConnectionView) => {
    const run = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/connections/{connectionId}/syncs', {
        params: { path: { accountId, connectionId: connection.id } },
      }),
    );
    connections.data.value = (connections.data.value ?? []).map((each) =>
      each.id === connection.id ? { ...each, lastRun: run } : each,
    );
  });

  return { connections, runs, cursors, start };
}
