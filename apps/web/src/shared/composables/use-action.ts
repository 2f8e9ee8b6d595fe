import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { Problem, type FieldProblem } from '../api/problem.js';
import { toastProblem } from '../ui/toasts.js';

/** Something a person does: it runs once at a time, and what the server refused is kept by field. */
export interface Action<A extends unknown[], T> {
  readonly run: (...args: A) => Promise<T | undefined>;
  readonly isRunning: Ref<boolean>;
  readonly problem: ShallowRef<Problem | null>;
  readonly fieldProblems: ComputedRef<ReadonlyMap<string, FieldProblem>>;
}

/**
 * Wraps a write: a second call while the first one runs does nothing (the double click), field
 * problems go to the form, any other problem becomes a toast. Resolves to undefined when refused.
 */
export function useAction<A extends unknown[], T>(
  act: (...args: A) => Promise<T>,
  options: { isShownInPlace?: boolean } = {},
): Action<A, T> {
  const isRunning = ref(false);
  const problem: ShallowRef<Problem | null> = shallowRef(null);
  const fieldProblems = computed(
    () => new Map((problem.value?.errors ?? []).map((error) => [error.field, error])),
  );

  async function run(...args: A): Promise<T | undefined> {
    if (isRunning.value) return undefined;
    isRunning.value = true;
    problem.value = null;
    try {
      return await act(...args);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
      if (error.errors.length === 0 && options.isShownInPlace !== true) toastProblem(error);
      return undefined;
    } finally {
      isRunning.value = false;
    }
  }
  return { run, isRunning, problem, fieldProblems };
}
