import { computed, reactive, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FieldProblem } from '../../shared/api/problem.js';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import type { AccountPatch, AccountView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

/**
 * A form over a part of the account: reads it, keeps what is typed, and saves against the version that was read.
 *
 * @param draftOf what the form shows of an account
 * @param patchOf what is to be saved of it
 */
export function useAccountForm<D extends object>(
  draftOf: (account: AccountView) => D,
  patchOf: (draft: D, account: AccountView) => AccountPatch,
  afterSaving: (account: AccountView) => void = () => undefined,
) {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const path = { accountId };
  const draft = reactive({}) as D;

  const account = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}', { params: { path }, signal })),
  );
  watch(account.data, (read) => read && Object.assign(draft, draftOf(read)), { flush: 'sync' });

  const isChanged = computed(() => {
    const read = account.data.value;
    return read !== null && JSON.stringify(draft) !== JSON.stringify(draftOf(read));
  });
  const save = useAction(async () => {
    const read = account.data.value;
    if (!read) return;
    const saved = await dataOf(
      api.PATCH('/api/v1/accounts/{accountId}', {
        params: { path },
        headers: ifMatch(read.version),
        body: patchOf(draft, read),
      }),
    );
    account.data.value = saved;
    afterSaving(saved);
    toastDone(t('shared.saved'));
  });
  const problemOf = (field: string): FieldProblem | undefined =>
    save.fieldProblems.value.get(field) ?? save.fieldProblems.value.get(`schedule.${field}`);

  return { account, draft, isChanged, save, problemOf };
}
