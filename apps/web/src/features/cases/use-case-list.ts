import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api, dataOf } from '../../shared/api/api.js';
import type { CasePage } from '../../shared/api/schemas.js';
import { useResource, type Resource } from '../../shared/composables/use-resource.js';
import { useAccount } from '../../shared/session/use-account.js';
import {
  readFilters,
  toCaseListQuery,
  withFilters,
  writeFilters,
  type CaseFilters,
} from './case-filters.js';

/** The page of cases that the address asks for, and the ways to ask for another one. */
export interface CaseList {
  readonly filters: ComputedRef<CaseFilters>;
  readonly page: Resource<CasePage>;
  /** Narrows the list, or sorts it; typing replaces the address instead of filling the history. */
  readonly change: (change: Partial<CaseFilters>, isTyping?: boolean) => Promise<unknown>;
  readonly goNext: (cursor: string) => Promise<unknown>;
  readonly goBack: () => Promise<unknown>;
}

export function useCaseList(): CaseList {
  const route = useRoute();
  const router = useRouter();
  const { accountId } = useAccount();

  const filters = computed(() => readFilters(route.query));
  const page = useResource(
    () => JSON.stringify(toCaseListQuery(filters.value)),
    (asked, signal) =>
      dataOf(
        api.GET('/api/v1/accounts/{accountId}/cases', {
          params: { path: { accountId }, query: JSON.parse(asked) },
          signal,
        }),
      ),
  );

  /** The cursors of the pages before this one; they travel in the history, not in the link. */
  const trail = (): string[] => {
    const known: unknown = globalThis.history.state?.trail;
    return Array.isArray(known) ? known.map(String) : [];
  };

  return {
    filters,
    page,
    change: (change, isTyping = false) =>
      router.push({ query: writeFilters(withFilters(filters.value, change)), replace: isTyping }),
    goNext: (cursor) =>
      router.push({
        query: writeFilters({ ...filters.value, cursor, page: filters.value.page + 1 }),
        state: { trail: [...trail(), filters.value.cursor] },
      }),
    goBack: () => {
      const before = trail();
      // A link somebody sent has no trail: the way back is the first page.
      const cursor = before.at(-1) ?? '';
      const number = cursor === '' ? 1 : filters.value.page - 1;
      return router.push({
        query: writeFilters({ ...filters.value, cursor, page: number }),
        state: { trail: before.slice(0, -1) },
      });
    },
  };
}
