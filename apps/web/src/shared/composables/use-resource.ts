import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { isAborted, Problem } from '../api/problem.js';

/** What a screen reads: the last answer, and whether a newer one is on its way. */
export interface Resource<T> {
  readonly data: ShallowRef<T | null>;
  readonly problem: ShallowRef<Problem | null>;
  readonly isLoading: Ref<boolean>;
  readonly reload: () => Promise<void>;
}

/**
 * Reads something from the API now and whenever `source` changes. The request under way is given up
 * when a newer one starts and when the screen is left. What is shown stays until the answer is there.
 */
export function useResource<S, T>(
  source: () => S,
  read: (source: S, signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const data: ShallowRef<T | null> = shallowRef(null);
  const problem: ShallowRef<Problem | null> = shallowRef(null);
  const isLoading = ref(true);
  let current: AbortController | null = null;

  async function load(): Promise<void> {
    current?.abort();
    const mine = (current = new AbortController());
    isLoading.value = true;
    try {
      const answer = await read(source(), mine.signal);
      if (mine !== current) return;
      data.value = answer;
      problem.value = null;
    } catch (error) {
      if (mine !== current || isAborted(error)) return;
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
    } finally {
      if (mine === current) isLoading.value = false;
    }
  }

  watch(source, load, { immediate: true });
  onScopeDispose(() => {
    current?.abort();
    current = null;
  });
  return { data, problem, isLoading, reload: load };
}
