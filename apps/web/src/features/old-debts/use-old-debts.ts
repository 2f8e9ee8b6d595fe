import { computed, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';
import { choicesOf, draftOf, type EntryDraft } from './entry-draft.js';

/** A connection's old debts, how they are to enter, and what would leave if they did. */
export function useOldDebts() {
  const { t } = useI18n();
  const { accountId, isAdmin } = useAccount();
  const route = useRoute();
  const path = { accountId, connectionId: String(route.params['connectionId'] ?? '') };
  const draft: Ref<EntryDraft | null> = ref(null);

  const debts = useResource(
    () => path.connectionId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/connections/{connectionId}/old-debts', {
          params: { path },
          signal,
        }),
      ),
  );
  watch(debts.data, (now) => {
    draft.value = now ? draftOf(now) : null;
  });

  const canDecide = computed(
    () => isAdmin.value && ['waiting', 'released'].includes(debts.data.value?.state ?? ''),
  );
  const choices = computed(() => (draft.value ? choicesOf(draft.value) : null));

  const calendar = useResource(
    () => (canDecide.value && choices.value ? JSON.stringify(choices.value) : null),
    (wanted, signal) =>
      wanted === null
        ? Promise.resolve(null)
        : dataOf(
            api.POST('/api/v1/accounts/{accountId}/connections/{connectionId}/old-debts/calendar', {
              params: { path },
              body: { choices: choices.value! },
              signal,
            }),
          ),
  );

  const rowsOf = (on: string, cursor: string | undefined, signal: AbortSignal) =>
    dataOf(
      api.POST('/api/v1/accounts/{accountId}/connections/{connectionId}/old-debts/calendar/day', {
        params: { path, query: { on, ...(cursor ? { cursor } : {}) } },
        body: { choices: choices.value! },
        signal,
      }),
    );

  const release = useAction(
    async () => {
      debts.data.value = await dataOf(
        api.PUT('/api/v1/accounts/{accountId}/connections/{connectionId}/old-debts', {
          params: { path },
          headers: ifMatch(debts.data.value!.version),
          body: { choices: choices.value! },
        }),
      );
      toastDone(t('old-debts.released'));
      return true;
    },
    { isShownInPlace: true },
  );

  return { debts, draft, canDecide, calendar, rowsOf, release };
}
