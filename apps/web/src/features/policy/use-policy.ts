import { ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import type { PolicyEffect } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { readStageNames } from '../../shared/session/stage-names.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';
import { bodyOf, draftOf, type PolicyDraft } from './policy-draft.js';

/** A plan, the draft of it that the form changes, and what the draft would do to running cases. */
export function usePolicy() {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const route = useRoute();
  const params = { path: { accountId, policyId: String(route.params['policyId'] ?? '') } };
  const draft: Ref<PolicyDraft | null> = ref(null);
  const effect: Ref<PolicyEffect | null> = ref(null);

  const policy = useResource(
    () => params.path.policyId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/policies/{policyId}', { params, signal })),
  );
  watch(policy.data, (now) => {
    draft.value = now ? draftOf(now) : null;
  });
  // what was foreseen is true of the draft it was foreseen for
  watch(draft, () => (effect.value = null), { deep: true });

  const foresee = useAction(async (changed: PolicyDraft) => {
    effect.value = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/policies/{policyId}/preview', {
        params,
        body: bodyOf(changed),
      }),
    );
  });

  const save = useAction(async (changed: PolicyDraft, isMovingRunning: boolean) => {
    policy.data.value = await dataOf(
      api.PUT('/api/v1/accounts/{accountId}/policies/{policyId}', {
        params,
        headers: ifMatch(policy.data.value?.revision ?? 0),
        body: { ...bodyOf(changed), isMovingRunning },
      }),
    );
    toastDone(t('policy.saved'));
    await readStageNames(accountId);
  });

  return { policy, draft, effect, foresee, save };
}
