import { computed, reactive, ref, watch } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { RetriedRow, SyncIssueView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

/** Which rows: those a run met, or all of a connection, narrowed or not. Left out or empty: any. */
export interface WantedRows {
  readonly runId?: string;
  readonly connectionId?: string;
  readonly reason?: string;
  readonly state: SyncIssueView['state'] | '';
}

/** No more can be asked for or changed at once. */
const PAGE = 50;

/**
 * Rows that were set aside, page by page, and what can be done about them: ask the provider again, or
 * ignore them until they change. What came of asking is kept beside each row until the list changes.
 *
 * @param wanted fixed: rows of another kind are another list
 * @param isLive whether the run they belong to is still going; they are read again when it has ended
 */
export function useSetAside(
  { runId, connectionId, reason, state }: WantedRows,
  isLive: () => boolean,
) {
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);
  const selected = ref<ReadonlySet<string>>(new Set());
  const retried = reactive(new Map<string, RetriedRow>());
  const query = {
    ...(runId && { runId }),
    ...(connectionId && { connectionId }),
    ...(reason && { reason }),
    limit: PAGE,
    ...(state && { state }),
  };

  const issues = useResource(
    () => ({ isLive: isLive(), cursor: cursors.value.at(-1) }),
    ({ cursor }, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/sync-issues', {
          params: { path, query: { ...query, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
  );
  watch(cursors, () => {
    selected.value = new Set();
    retried.clear();
  });

  function toggle(id: string): void {
    const next = new Set(selected.value);
    if (!next.delete(id)) next.add(id);
    selected.value = next;
  }
  function select(ids: readonly string[]): void {
    selected.value = new Set(ids);
  }

  const change = useAction(async (what: 'ignore' | 'reopen', issueIds: string[]) => {
    const body = { issueIds };
    await dataOf(
      what === 'ignore'
        ? api.POST('/api/v1/accounts/{accountId}/sync-issues/ignore', { params: { path }, body })
        : api.POST('/api/v1/accounts/{accountId}/sync-issues/reopen', { params: { path }, body }),
    );
    selected.value = new Set();
    await issues.reload();
  });
  const retry = useAction(async (issueIds: string[]) => {
    const { items } = await dataOf(
      api.POST('/api/v1/accounts/{accountId}/sync-issues/retry', {
        params: { path },
        body: { issueIds },
      }),
    );
    retried.clear();
    for (const item of items) retried.set(item.issueId, item);
    selected.value = new Set();
    await issues.reload();
  });
  const isBusy = computed(() => change.isRunning.value || retry.isRunning.value);

  return { issues, cursors, selected, retried, toggle, select, change, retry, isBusy };
}
