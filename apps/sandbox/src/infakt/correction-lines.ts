import type { SeededRandom } from '../fiction/seeded-random.js';
import { lineOf } from './invent-lines.js';
import type { SandboxLine } from './sandbox-document.js';

/** A made-up correction takes something off the first line: the pair shows it as it was and as it is now. */
export function correctionLines(
  corrected: readonly SandboxLine[],
  random: SeededRandom,
): readonly SandboxLine[] {
  const before = corrected[0] as SandboxLine;
  const after = lineOf({
    ...before,
    unitNet: Math.round((before.unitNet * random.integer(40, 90)) / 100),
  });
  return pairOf(before, after);
}

export function pairOf(before: SandboxLine, after: SandboxLine): readonly SandboxLine[] {
  return [
    { ...before, isAfter: false },
    { ...after, isAfter: true },
  ];
}
