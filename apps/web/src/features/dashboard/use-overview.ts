import { computed, ref } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import { useAction } from '../../shared/composables/use-action.js';
import { usePolling } from '../../shared/composables/use-polling.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

/** A run that was asked for is looked for this many seconds; after that the worker must be down. */
const PATIENCE = 60;

/** The figures of the account, what is still to be set up, and the run of today on request. */
export function useOverview() {
  const { accountId } = useAccount();
  const params = { path: { accountId } };

  const overview = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}/overview', { params, signal })),
  );
  const setup = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}/setup', { params, signal })),
  );

  const looksLeft = ref(0);
  const before = ref<string | null>(null);
  const isWaiting = computed(() => looksLeft.value > 0);

  async function look(): Promise<void> {
    await Promise.all([overview.reload(), setup.reload()]);
    const run = overview.data.value?.lastRun;
    const isOver = run?.state !== 'running' && (run?.finishedAt ?? null) !== before.value;
    looksLeft.value = isOver ? 0 : looksLeft.value - 1;
  }
  usePolling(() => isWaiting.value, look);

  const runToday = useAction(async () => {
    before.value = overview.data.value?.lastRun?.finishedAt ?? null;
    await dataOf(api.POST('/api/v1/accounts/{accountId}/daily-runs', { params }));
    looksLeft.value = PATIENCE;
  });

  return { overview, setup, runToday, isWaiting };
}
