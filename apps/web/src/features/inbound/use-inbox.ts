import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import { usePolling } from '../../shared/composables/use-polling.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import { INBOX_TABS, type InboxTab, isInboxTab } from './inbox-tabs.js';

const PAGE_ROWS = 50;
const NOW_AND_THEN_MS = 30_000;

/** The tab of the inbox that the address names, its page of mails, what waits, and whose answers are read. */
export function useInbox() {
  const route = useRoute();
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);

  const tab = computed((): InboxTab => {
    const asked = route.query['tab'];
    return isInboxTab(asked) ? asked : 'open';
  });
  watch(tab, () => {
    cursors.value = [];
  });

  const page = useResource(
    () => `${tab.value} ${cursors.value.at(-1) ?? ''}`,
    (_, signal) => {
      const cursor = cursors.value.at(-1);
      const query = { limit: PAGE_ROWS, ...INBOX_TABS[tab.value], ...(cursor && { cursor }) };
      return dataOf(
        api.GET('/api/v1/accounts/{accountId}/inbound-mails', { params: { path, query }, signal }),
      );
    },
  );
  const counts = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/inbound-mails/counts', { params: { path }, signal }),
      ),
  );
  const mailboxes = useResource(
    () => accountId,
    (_, signal) =>
      dataOf(api.GET('/api/v1/accounts/{accountId}/mailboxes', { params: { path }, signal })),
  );
  usePolling(
    () => true,
    async () => {
      await Promise.all([page.reload(), counts.reload()]);
    },
    NOW_AND_THEN_MS,
  );
  return { tab, page, counts, mailboxes, cursors };
}
