import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { FieldProblem } from '../../shared/api/problem.js';

type Problems = ReadonlyMap<string, FieldProblem>;

/** What the server refused in these forms, in words that only they need; the rest keeps its own. */
export function useOwnFieldWords(problems: ComputedRef<Problems>): ComputedRef<Problems> {
  const { t, te } = useI18n();
  const inWords = (problem: FieldProblem): FieldProblem => {
    const known = `agreements.fieldProblems.${problem.code}`;
    return te(known) ? { ...problem, message: t(known) } : problem;
  };
  return computed(
    () => new Map([...problems.value].map(([field, problem]) => [field, inWords(problem)])),
  );
}
