import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import type { ConnectionTestView, ConnectionView, ProviderView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

/**
 * What the form of a connection holds: the system, what that system asks for, and the name. Made from the
 * API's list of providers, so that a new one brings its own fields.
 *
 * @param connection the one to change; null for a new one
 */
export function useConnectionForm(connection: ConnectionView | null, onSaved: () => void) {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const path = { accountId };
  const name = ref(connection?.name ?? '');
  const chosen = ref<ProviderView['name'] | null>(connection?.provider ?? null);
  const typed = reactive<Record<string, string>>({});
  const tested = shallowRef<ConnectionTestView | null>(null);

  const providers = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/providers', { params: { path }, signal })).then(
        ({ items }) => items.filter(({ isOn }) => isOn),
      ),
  );
  const provider = computed(() => {
    const all = providers.data.value ?? [];
    return all.find((one) => one.name === chosen.value) ?? (connection ? null : (all[0] ?? null));
  });
  const credentials = computed(() =>
    Object.fromEntries(
      (provider.value?.credentials ?? []).map((field) => [
        field.name,
        (typed[field.name] ?? '').trim(),
      ]),
    ),
  );
  const isFilled = computed(() => Object.values(credentials.value).every((text) => text !== ''));
  const isEmpty = computed(() => Object.values(credentials.value).every((text) => text === ''));

  // A test says something about what was tested, not about what was typed since.
  watch([credentials, chosen], () => {
    tested.value = null;
  });

  async function ask(of: ProviderView): Promise<ConnectionTestView> {
    tested.value = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/connections/test', {
        params: { path },
        body: { provider: of.name, credentials: credentials.value },
      }),
    );
    return tested.value;
  }

  const test = useAction(async (of: ProviderView) => {
    const { companyName } = await ask(of);
    if (name.value === '') name.value = companyName ?? t(`providers.names.${of.name}`);
  });

  /** What the system refuses is not stored: it would fail at night, with nobody there. */
  const save = useAction(async (of: ProviderView | null) => {
    const isKeyNew = of !== null && !isEmpty.value;
    if (isKeyNew && tested.value === null) await ask(of);
    if (isKeyNew && tested.value?.problem?.actor === 'reconnect') return;
    if (connection) {
      await dataOf(
        api.PATCH('/api/v1/accounts/{accountId}/connections/{connectionId}', {
          params: { path: { accountId, connectionId: connection.id } },
          headers: ifMatch(connection.version),
          body: {
            name: name.value.trim(),
            ...(isKeyNew ? { credentials: credentials.value } : {}),
          },
        }),
      );
    } else if (of) {
      await dataOf(
        api.POST('/api/v1/accounts/{accountId}/connections', {
          params: { path },
          body: { provider: of.name, name: name.value.trim(), credentials: credentials.value },
        }),
      );
    }
    onSaved();
  });
  const problemOf = (field: string) =>
    save.fieldProblems.value.get(field) ?? test.fieldProblems.value.get(field);

  return {
    providers,
    provider,
    chosen,
    name,
    typed,
    isFilled,
    isEmpty,
    tested,
    test,
    save,
    problemOf,
  };
}
