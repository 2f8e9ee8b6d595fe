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
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}/policy', { params, signal })),
  );
  watch(policy.data, (now) => {
    draft.value = now ? draftOf(now) : null;
  });

  const save = useAction(async (changed: PolicyDraft) => {
    const version = policy.data.value?.version ?? 0;
    policy.data.value = await dataOf(
      api.PUT('/api/v1/accounts/{accountId}/policy', {
        params,
        headers: ifMatch(version),
        body: bodyOf(changed),
      }),
    );
    toastDone(t('policy.saved'));
  });

  return { policy, draft, save };
}
