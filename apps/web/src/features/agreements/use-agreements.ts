import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import {
  type AgreementList,
  type AgreementRow,
  type BulkStep,
  disputeRow,
  isAgreementList,
  promiseRow,
  stopRow,
} from './agreement-lists.js';

const PAGE_ROWS = 50;

interface Page {
  readonly items: readonly AgreementRow[];
  readonly nextCursor: string | null;
}

/** The list that the address names: its page of rows, what is chosen of it, and what is done to that. */
export function useAgreements() {
  const route = useRoute();
  const { accountId } = useAccount();
  const path = { accountId };
  const cursors = ref<string[]>([]);
  const chosen = ref<string[]>([]);

  const list = computed((): AgreementList => {
    const asked = route.query['list'];
    return isAgreementList(asked) ? asked : 'promises';
  });
  watch(list, () => {
    cursors.value = [];
  });

  const page = useResource(
    () => `${list.value} ${cursors.value.at(-1) ?? ''}`,
    async (_, signal): Promise<Page> => {
      chosen.value = [];
      const cursor = cursors.value.at(-1);
      return read(list.value, { limit: PAGE_ROWS, ...(cursor && { cursor }) }, signal);
    },
  );

  type Query = { limit: number; cursor?: string };
  async function read(name: AgreementList, query: Query, signal: AbortSignal): Promise<Page> {
    if (name === 'stops') {
      const url = '/api/v1/accounts/{accountId}/holds';
      const { items, nextCursor } = await dataOf(api.GET(url, { params: { path, query }, signal }));
      return { items: items.map(stopRow), nextCursor };
    }
    if (name === 'disputes' || name === 'credit') {
      const url = '/api/v1/accounts/{accountId}/disputes';
      const asked = { ...query, state: name === 'credit' ? 'accepted' : 'open' } as const;
      const { items, nextCursor } = await dataOf(
        api.GET(url, { params: { path, query: asked }, signal }),
      );
      return { items: items.map(disputeRow), nextCursor };
    }
    const url = '/api/v1/accounts/{accountId}/promises';
    const asked = { ...query, state: name === 'broken' ? 'broken' : 'open' } as const;
    const { items, nextCursor } = await dataOf(
      api.GET(url, { params: { path, query: asked }, signal }),
    );
    return { items: items.map(promiseRow), nextCursor };
  }

  /** @returns how many were changed */
  async function bulk(step: BulkStep): Promise<number> {
    const { changed } = await dataOf(send(step, [...chosen.value]));
    await page.reload();
    return changed;
  }

  function send(step: BulkStep, ids: string[]) {
    if (step === 'release') {
      const body = { holdIds: ids };
      return api.POST('/api/v1/accounts/{accountId}/holds/release', { params: { path }, body });
    }
    if (step === 'withdraw') {
      const body = { promiseIds: ids };
      return api.POST('/api/v1/accounts/{accountId}/promises/withdraw', { params: { path }, body });
    }
    const body = { disputeIds: ids, decision: step };
    return api.POST('/api/v1/accounts/{accountId}/disputes/decide', { params: { path }, body });
  }

  /** The whole list as a file for spreadsheets, not only the page shown. */
  function exportOf(): Promise<Blob> {
    const name = list.value;
    if (name === 'stops') {
      const url = '/api/v1/accounts/{accountId}/holds/export';
      return dataOf(api.GET(url, { params: { path }, parseAs: 'blob' }));
    }
    if (name === 'disputes' || name === 'credit') {
      const url = '/api/v1/accounts/{accountId}/disputes/export';
      const query = { state: name === 'credit' ? 'accepted' : 'open' } as const;
      return dataOf(api.GET(url, { params: { path, query }, parseAs: 'blob' }));
    }
    const url = '/api/v1/accounts/{accountId}/promises/export';
    const query = { state: name === 'broken' ? 'broken' : 'open' } as const;
    return dataOf(api.GET(url, { params: { path, query }, parseAs: 'blob' }));
  }

  return { list, page, cursors, chosen, bulk, exportOf };
}
