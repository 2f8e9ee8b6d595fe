import { useI18n } from 'vue-i18n';
import type { FieldProblem, Problem } from '../api/problem.js';

/** What happened and what to do, in the user's language. */
export interface ProblemWords {
  readonly title: string;
  readonly todo: string;
}

const BY_STATUS: ReadonlyMap<number, string> = new Map([
  [0, 'unreachable'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'conflict'],
  [412, 'stale'],
  [429, 'tooMany'],
  [503, 'unavailable'],
]);

/** Known codes have their own words; for the rest the status decides and the server's text is shown. */
export function useProblemWords() {
  const { t, te } = useI18n();

  function problemWords(problem: Problem): ProblemWords {
    const known = `shared.problems.${problem.code}`;
    if (te(`${known}.title`)) return { title: t(`${known}.title`), todo: t(`${known}.todo`) };
    const kind = BY_STATUS.get(problem.status) ?? (problem.status >= 500 ? 'server' : 'refused');
    const todo = t(`shared.problems.${kind}.todo`);
    const isServersText = kind === 'refused' || kind === 'conflict' || kind === 'unavailable';
    return {
      title: t(`shared.problems.${kind}.title`),
      todo: isServersText && problem.detail ? problem.detail : todo,
    };
  }

  function fieldWords(problem: FieldProblem | undefined): string {
    if (!problem) return '';
    const known = `shared.fieldProblems.${problem.code}`;
    return te(known) ? t(known) : problem.message;
  }
  return { problemWords, fieldWords };
}
