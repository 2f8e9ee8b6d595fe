import { computed, ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import type { ConnectionView, SyncRunView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { filtersIn, type RunFilters, toAddress, toQuery } from './run-filters.js';
import { isLive } from './run-state.js';

/** Connections and history of the sync panel; each run under way is followed by its card. */
export function useSyncPanel() {
  const { accountId } = useAccount();
  const path = { accountId };
  const route = useRoute();
  const router = useRouter();
  const cursors = ref<string[]>([]);
  const filters = computed(() => filtersIn(route.query));

  const connections = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/connections', { params: { path }, signal }),
      ).then((answer) => answer.items),
  );
  const runs = useResource(
    () => ({ cursor: cursors.value.at(-1) ?? '', filters: filters.value }),
    ({ cursor, filters: wanted }, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/sync-runs', {
          params: { path, query: { limit: 20, ...toQuery(wanted), ...(cursor ? { cursor } : {}) } },
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

  async function narrow(wanted: RunFilters): Promise<void> {
    if (cursors.value.length > 0) cursors.value = [];
    await router.replace({ query: toAddress(wanted) });
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

  return { connections, runs, cursors, filters, narrow, start, showMoved };
}
