import { reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import type { AccountPatch, AccountView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

/**
 * The account as a form: what is typed lives in `draft` until it is saved against the version that was
 * read, so that two people cannot overwrite each other unseen.
 *
 * @param draftOf which part of the account the form shows
 */
export function useAccountSettings<Draft extends object>(draftOf: (account: AccountView) => Draft) {
  const { t } = useI18n();
  const { accountId, isAdmin } = useAccount();
  const draft = reactive({}) as Draft;
  const path = { params: { path: { accountId } } };

  const account = useResource(
    () => accountId,
    async (_, signal) => {
      const read = await dataOf(api.GET('/api/v1/accounts/{accountId}', { ...path, signal }));
      Object.assign(draft, draftOf(read));
      return read;
    },
  );

  const save = useAction(async (patch: AccountPatch) => {
    const { version } = account.data.value!;
    account.data.value = await dataOf(
      api.PATCH('/api/v1/accounts/{accountId}', {
        ...path,
        headers: ifMatch(version),
        body: patch,
      }),
    );
    Object.assign(draft, draftOf(account.data.value));
    toastDone(t('shared.saved'));
  });

  return { account, draft, save, isAdmin };
}
