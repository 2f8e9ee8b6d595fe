import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import type { HeldPage, HeldReasonCount } from '../../shared/api/schemas.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';

const PAGE_ROWS = 50;

export interface HeldOfReason extends HeldPage {
  readonly reasons: readonly HeldReasonCount[];
  /** null: nothing is held at all */
  readonly reason: string | null;
}

/** What is held: how much for each reason, and a page of the one that the address names, else of the first. */
export function useHeldList() {
  const route = useRoute();
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);
  const asked = computed(() => {
    const { reason } = route.query;
    return typeof reason === 'string' && reason !== '' ? reason : null;
  });
  watch(asked, () => {
    cursors.value = [];
  });

  const page = useResource(
    () => `${asked.value ?? ''} ${cursors.value.at(-1) ?? ''}`,
    async (_, signal): Promise<HeldOfReason> => {
      const counts = '/api/v1/accounts/{accountId}/held/counts';
      const { items: reasons } = await dataOf(api.GET(counts, { params: { path }, signal }));
      const reason = asked.value ?? reasons[0]?.reason ?? null;
      if (reason === null) return { reasons, reason, items: [], nextCursor: null };
      const cursor = cursors.value.at(-1);
      const query = { reason, limit: PAGE_ROWS, ...(cursor && { cursor }) };
      const url = '/api/v1/accounts/{accountId}/held';
      const rows = await dataOf(api.GET(url, { params: { path, query }, signal }));
      return { ...rows, reasons, reason };
    },
  );

  /** All that is held as a file for spreadsheets, not only the reason shown. */
  function exportAll(): Promise<Blob> {
    const url = '/api/v1/accounts/{accountId}/held/export';
    return dataOf(api.GET(url, { params: { path }, parseAs: 'blob' }));
  }

  return { page, cursors, exportAll };
}
