import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import { usePolling } from '../../shared/composables/use-polling.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { isMoving, isOutboxTab, OUTBOX_TABS, type OutboxTab } from './notice-states.js';

const PAGE_ROWS = 50;
const CLOSE_MS = 3000;
const NOW_AND_THEN_MS = 15_000;

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
  const inbound = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/inbound-mails/counts', { params: { path }, signal }),
      ),
  );
  /** Replies and bounces that nobody has looked at. */
  const waiting = computed(() =>
    inbound.data.value === null ? 0 : inbound.data.value.replies + inbound.data.value.bounces,
  );
  const look = async (): Promise<void> => {
    await Promise.all([page.reload(), counts.reload(), inbound.reload()]);
  };
  // Notices leave by themselves: the list follows them closely, and now and then looks for new ones.
  const isAnyMoving = (): boolean =>
    page.data.value?.items.some((row) => isMoving(row.state)) === true;
  usePolling(isAnyMoving, look, CLOSE_MS);
  usePolling(() => !isAnyMoving(), look, NOW_AND_THEN_MS);
  return { tab, page, counts, waiting, cursors };
}
