import { computed, type ComputedRef } from 'vue';
import { api, dataOf } from '../api/api.js';
import { useResource } from '../composables/use-resource.js';
import { useAccount } from './use-account.js';

/**
 * The account's calendar day by the server's clock (the browser's may be wrong or in another zone).
 * Null until it is known; what only reads nicer with it does without.
 */
export function useToday(): ComputedRef<string | null> {
  const { accountId } = useAccount();
  const { data } = useResource(
    () => accountId,
    (id, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/setup', {
          params: { path: { accountId: id } },
          signal,
        }),
      ),
  );
  return computed(() => data.value?.today ?? null);
}
