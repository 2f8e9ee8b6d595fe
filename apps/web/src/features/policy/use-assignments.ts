import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf, ifMatch } from '../../shared/api/api.js';
import type {
  AssignmentBody,
  GroupBody,
  GroupView,
  PolicyEffect,
} from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

/** Who has which plan: assignments with what they would do to running cases, and groups of clients. */
export function useAssignments() {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const params = { path: { accountId } };
  const url = '/api/v1/accounts/{accountId}/policy-assignments';

  const policies = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET('/api/v1/accounts/{accountId}/policies', { params, signal })),
  );
  const assignments = useResource(
    () => accountId,
    (_, signal) => dataOf(api.GET(url, { params, signal })),
  );
  const groups = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/client-groups', { params, signal })),
  );

  const effect = shallowRef<PolicyEffect | null>(null);
  const foresee = useAction(async (body: AssignmentBody) => {
    effect.value = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/policy-assignments/preview', { params, body }),
    );
  });
  const assign = useAction(async (body: AssignmentBody, isMovingRunning: boolean) => {
    assignments.data.value = await dataOf(
      api.PUT(url, { params, body: { ...body, isMovingRunning } }),
    );
    effect.value = null;
    toastDone(t('policy.clients.saved'));
    await policies.reload();
    return true;
  });

  const saveGroup = useAction(async (group: GroupView | null, body: GroupBody) => {
    await dataOf(
      group === null
        ? api.POST('/api/v1/accounts/{accountId}/client-groups', { params, body })
        : api.PUT('/api/v1/accounts/{accountId}/client-groups/{groupId}', {
            params: { path: { accountId, groupId: group.id } },
            headers: ifMatch(group.version),
            body,
          }),
    );
    await groups.reload();
    return true;
  });
  const removeGroup = useAction(async (groupId: string) => {
    await dataOf(
      api.DELETE('/api/v1/accounts/{accountId}/client-groups/{groupId}', {
        params: { path: { accountId, groupId } },
      }),
    );
    await Promise.all([groups.reload(), assignments.reload(), policies.reload()]);
    return true;
  });

  const findClients = async (q: string, signal: AbortSignal) =>
    (
      await dataOf(
        api.GET('/api/v1/accounts/{accountId}/clients', {
          params: { path: { accountId }, query: { q } },
          signal,
        }),
      )
    ).items;

  const findInvoices = async (q: string, signal: AbortSignal) => {
    const { items } = await dataOf(
      api.GET('/api/v1/accounts/{accountId}/cases', {
        params: { path: { accountId }, query: { q, limit: 20 } },
        signal,
      }),
    );
    return items.map(({ invoiceId, number, client }) => ({
      id: invoiceId,
      name: `${number} · ${client.name}`,
    }));
  };

  return {
    findInvoices,
    policies,
    assignments,
    groups,
    effect,
    foresee,
    assign,
    saveGroup,
    removeGroup,
    findClients,
  };
}
