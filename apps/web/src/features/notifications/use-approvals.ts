import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, dataOf } from '../../shared/api/api.js';
import type { ApprovalRow, DecidedNotice } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { toastDone } from '../../shared/ui/toasts.js';

const PAGE_ROWS = 25;

export type ApprovalVerb = 'approve' | 'skip' | 'hold';

/** What waits for a person, what of it is chosen, and what is done with it. */
export function useApprovals(changed: () => void) {
  const { t } = useI18n();
  const { accountId } = useAccount();
  const params = { path: { accountId } };
  const cursors = ref<string[]>([]);
  const chosen = ref<string[]>([]);
  /** What was let go last, and can still be taken back. */
  const letGo = ref<string[]>([]);

  const page = useResource(
    () => cursors.value.at(-1) ?? '',
    (cursor, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/approvals', {
          params: { ...params, query: { limit: PAGE_ROWS, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
  );
  const rows = computed(() => page.data.value?.items ?? []);
  const picked = computed(() => rows.value.filter((row) => chosen.value.includes(row.id)));

  /** The rows leave the list at once; whatever could not be done brings the list of now back. */
  const decide = useAction(
    async (verb: ApprovalVerb, wanted: readonly ApprovalRow[], reason: string) => {
      const before = page.data.value;
      const ids = wanted.map(({ id }) => id);
      if (before)
        page.data.value = { ...before, items: before.items.filter(({ id }) => !ids.includes(id)) };
      chosen.value = [];
      try {
        const { items } = await send(verb, wanted, reason);
        const done = items.filter(({ outcome }) => outcome === 'done').map(({ id }) => id);
        letGo.value = verb === 'approve' ? done : [];
        if (done.length > 0)
          toastDone(t(`notifications.approvals.done.${verb}`, { n: done.length }, done.length));
        const left = items.find(({ outcome }) => outcome !== 'done');
        if (left) toastDone(t(`notifications.approvals.left.${left.outcome}`));
      } finally {
        await page.reload();
        changed();
      }
    },
  );

  function send(
    verb: ApprovalVerb,
    wanted: readonly ApprovalRow[],
    reason: string,
  ): Promise<{ items: DecidedNotice[] }> {
    const path = '/api/v1/accounts/{accountId}/approvals' as const;
    const ids = wanted.map(({ id }) => id);
    switch (verb) {
      case 'approve': {
        const notices = wanted.map(({ id, content }) => ({ id, content: content ?? '' }));
        return dataOf(api.POST(`${path}/approve`, { params, body: { notices } }));
      }
      case 'skip':
        return dataOf(api.POST(`${path}/skip`, { params, body: { ids } }));
      case 'hold':
        return dataOf(
          api.POST(`${path}/hold`, { params, body: { ids, ...(reason && { reason }) } }),
        );
    }
  }

  const withdraw = useAction(async () => {
    const ids = letGo.value;
    letGo.value = [];
    await dataOf(
      api.POST('/api/v1/accounts/{accountId}/approvals/withdraw', { params, body: { ids } }),
    );
    toastDone(t('notifications.approvals.done.withdraw'));
    await page.reload();
    changed();
  });

  return { page, cursors, chosen, picked, letGo, decide, withdraw };
}
