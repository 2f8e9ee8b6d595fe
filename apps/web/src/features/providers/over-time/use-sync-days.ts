import { computed, ref } from 'vue';
import { api, dataOf } from '../../../shared/api/api.js';
import { useResource } from '../../../shared/composables/use-resource.js';
import { useAccount } from '../../../shared/session/use-account.js';
import { addDays } from './add-days.js';

export const SPANS = [7, 30, 90] as const;

/** What the syncs of the last days did. The first answer tells which day is the last: the browser's may be another. */
export function useSyncDays() {
  const { accountId } = useAccount();
  const path = { accountId };
  const span = ref<(typeof SPANS)[number]>(30);
  const connectionId = ref('');
  const last = ref<string | null>(null);

  const connections = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/connections', { params: { path }, signal }),
      ).then((answer) => answer.items),
  );
  const query = computed(() => ({
    ...(connectionId.value && { connectionId: connectionId.value }),
    ...(span.value !== 30 &&
      last.value !== null && { from: addDays(last.value, 1 - span.value), to: last.value }),
  }));
  const statistics = useResource(
    () => query.value,
    async (wanted, signal) => {
      const answer = await dataOf(
        api.GET('/api/v1/accounts/{accountId}/sync-runs/statistics', {
          params: { path, query: wanted },
          signal,
        }),
      );
      last.value = answer.to;
      return answer;
    },
  );
  return { span, connectionId, connections, statistics };
}
