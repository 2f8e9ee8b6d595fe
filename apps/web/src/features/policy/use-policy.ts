import { ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';
import { bodyOf, draftOf, type PolicyDraft } from './policy-draft.js';

/** The account's plan and the draft of it that the form changes. */
export function usePolicy() {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const params = { path: { accountId } };
  const draft: Ref<PolicyDraft | null> = ref(null);

  const policy = useResource(
    () => accountId,
    async (_, signal) => {
      const { items } = await dataOf(
        api.GET('/api/v1/accounts/{accountId}/policies', { params, signal }),
      );
      return dataOf(
        api.GET('/api/v1/accounts/{accountId}/policies/{policyId}', {
          params: { path: { accountId, policyId: items[0]!.id } },
          signal,
        }),
      );
    },
  );
  watch(policy.data, (now) => {
    draft.value = now ? draftOf(now) : null;
  });

  const save = useAction(async (changed: PolicyDraft) => {
    const now = policy.data.value;
    if (!now) return;
    policy.data.value = await dataOf(
      api.PUT('/api/v1/accounts/{accountId}/policies/{policyId}', {
        params: { path: { accountId, policyId: now.id } },
        headers: ifMatch(now.revision),
        body: { ...bodyOf(changed), isMovingRunning: true },
      }),
    );
    toastDone(t('policy.saved'));
  });

  return { policy, draft, save };
}
