import { shallowRef } from 'vue';
import { api, dataOf } from '../api/api.js';

/** The stages the account shown has named or made itself, by key; null: the usual name. */
export const stageNames = shallowRef<ReadonlyMap<string, string | null>>(new Map());

/** Reads them again: when an account is entered, and when a plan was saved. */
export async function readStageNames(accountId: string, signal?: AbortSignal): Promise<void> {
  const { items } = await dataOf(
    api.GET('/api/v1/accounts/{accountId}/stages', {
      params: { path: { accountId } },
      ...(signal ? { signal } : {}),
    }),
  );
  stageNames.value = new Map(items.map(({ key, name }) => [key, name]));
}
