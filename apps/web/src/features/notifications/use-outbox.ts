import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import { usePolling } from '../../shared/composables/use-polling.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { isMoving, isOutboxTab, OUTBOX_TABS, type OutboxTab } from './notice-states.js';

const PAGE_ROWS = 50;
const POLL_MS = 3000;

/** The tab of the outbox that the address names, its page of notices and the counts of all tabs. */
export function useOutbox() {
  const route = useRoute();
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);

  const tab = computed((): OutboxTab => {
    const asked = route.query['tab'];
    return isOutboxTab(asked) ? asked : 'all';
  });
  watch(tab, () => {
    cursors.value = [];
  });

  const page = useResource(
    () => `${tab.value} ${cursors.value.at(-1) ?? ''}`,
    (_, signal) => {
      const cursor = cursors.value.at(-1);
      const state = OUTBOX_TABS[tab.value].join(',');
      return dataOf(
        api.GET('/api/v1/accounts/{accountId}/notices', {
          params: {
            path,
            query: { limit: PAGE_ROWS, ...(state && { state }), ...(cursor && { cursor }) },
          },
          signal,
        }),
      );
    },
  );
  const counts = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/notices/counts', { params: { path }, signal })),
  );
  // A list that says "planned" while the mails leave one by one would send people to the reload button.
  usePolling(
    () => page.data.value?.items.some((row) => isMoving(row.state)) === true,
    async () => {
      await Promise.all([page.reload(), counts.reload()]);
    },
    POLL_MS,
  );
  return { tab, page, counts, cursors };
}
