/** What makes a daily run unusual. */
export type UnusualReason = 'first-run' | 'many-cases' | 'large-sums';

/** Minor units by currency. */
export type Sums = Readonly<Record<string, bigint>>;

export interface RunFigures {
  /** No notice of the account has left before. */
  readonly isFirst: boolean;
  readonly activeCases: number;
  readonly movedCases: number;
  readonly sums: Sums;
  /** Of the largest among the runs before; a currency that was never asked for is not there. */
  readonly usualSums: Sums;
}

/** So few cases are looked through in a moment; a share of them says nothing. */
const FEWEST_CASES = 10;
/** Moved of all active cases, in per cent. */
const MANY_PERCENT = 20;
/** Times the largest sum of the runs before. */
const LARGE_TIMES = 3n;

/** Why a run waits for a person; none where it is like the others. */
export function unusualReasons(run: RunFigures): UnusualReason[] {
  if (run.movedCases < FEWEST_CASES) return [];
  if (run.isFirst) return ['first-run'];
  const reasons: UnusualReason[] = [];
  if (run.movedCases * 100 > run.activeCases * MANY_PERCENT) reasons.push('many-cases');
  const isLarge = ([currency, sum]: [string, bigint]): boolean =>
    (run.usualSums[currency] ?? 0n) > 0n && sum > run.usualSums[currency]! * LARGE_TIMES;
  if (Object.entries(run.sums).some(isLarge)) reasons.push('large-sums');
  return reasons;
}
