import { computed, reactive, ref, watch } from 'vue';
import { api, dataOf } from '../../shared/api/api.js';
import type { RetriedRow, SyncIssueView } from '../../shared/api/schemas.js';
import { useAction } from '../../shared/composables/use-action.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

export type IssueState = SyncIssueView['state'];
const PAGE = 50;

/**
 * The rows that a run set aside, page by page, and what can be done about them: ask the provider again, or
 * ignore them until they change. What came of asking is kept beside each row until the list changes.
 *
 * @param watched read again when it changes: the run, and whether it is still going
 */
export function useSetAside(watched: () => { runId: string; isLive: boolean }) {
  const { accountId } = useAccount();
  const path = { accountId };
  const state = ref<IssueState | null>(null);
  const cursors = ref<string[]>([]);
  const selected = ref<ReadonlySet<string>>(new Set());
  const retried = reactive(new Map<string, RetriedRow>());

  const issues = useResource(
    () => ({ ...watched(), state: state.value, cursor: cursors.value.at(-1) ?? '' }),
    (asked, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/sync-issues', {
          params: {
            path,
            query: {
              runId: asked.runId,
              limit: PAGE,
              ...(asked.state ? { state: asked.state } : {}),
              ...(asked.cursor ? { cursor: asked.cursor } : {}),
            },
          },
          signal,
        }),
      ),
  );
  watch(state, () => {
    cursors.value = [];
  });
  watch([state, cursors], () => {
    selected.value = new Set();
    retried.clear();
  });

  function toggle(id: string): void {
    const next = new Set(selected.value);
    if (!next.delete(id)) next.add(id);
    selected.value = next;
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
    for (const item of items) retried.set(item.issueId, item);
    selected.value = new Set();
    await issues.reload();
  });
  const isBusy = computed(() => change.isRunning.value || retry.isRunning.value);

  return { issues, state, cursors, selected, retried, toggle, change, retry, isBusy };
}
