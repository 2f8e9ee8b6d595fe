import { useI18n } from 'vue-i18n';
import { api, dataOf } from '../../shared/api/api.js';
import type { NewPolicyBody } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

/** The account's plans and what was changed about them; adds one, names the default, takes a change back. */
export function usePolicies() {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const params = { path: { accountId } };

  const policies = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}/policies', { params, signal })),
  );
  const changes = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/policy-changes', { params, signal })),
  );
  const readAgain = async (): Promise<void> => {
    policies.data.value = await dataOf(
      api.GET('/api/v1/accounts/{accountId}/policies', { params }),
    );
    changes.data.value = await dataOf(
      api.GET('/api/v1/accounts/{accountId}/policy-changes', { params }),
    );
  };

  const add = useAction((body: NewPolicyBody) =>
    dataOf(api.POST('/api/v1/accounts/{accountId}/policies', { params, body })),
  );
  const undo = useAction(async (changeId: string) => {
    await dataOf(
      api.POST('/api/v1/accounts/{accountId}/policy-changes/{changeId}/undo', {
        params: { path: { accountId, changeId } },
      }),
    );
    await readAgain();
    toastDone(t('policy.undone'));
    return true;
  });
  return { policies, changes, add, undo };
}
