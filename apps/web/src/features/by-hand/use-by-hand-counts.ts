import { api, dataOf } from '../../shared/api/api.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

/** How many tasks and letters wait for a person. */
export function useByHandCounts() {
  const { accountId } = useAccount();
  return useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/tasks/counts', {
          params: { path: { accountId } },
          signal,
        }),
      ),
  );
}
