/**
 * One line of the result. `ratio` is always value / baseline, in the unit of both.
 *
 * @param {string} name
 * @param {string} unit
 * @param {{ value: number, baseline?: number }} measured `baseline` is the limit, measured in the same run
 * @param {{ text: string, isMet: (row: object) => boolean } | null} goal
 * @returns exactly `name, value, unit, baseline, ratio, goal, holds`; what does not apply is null
 */
export function rowOf(name, unit, { value, baseline = null }, goal = null) {
  const ratio = baseline === null ? null : rounded(value / baseline);
  const row = { name, value: rounded(value), unit, baseline: rounded(baseline), ratio };
  return { ...row, goal: goal?.text ?? null, holds: goal?.isMet({ ...row, value }) ?? null };
}

/** Four significant digits: more would pretend. Whole numbers stay as they are. */
function rounded(number) {
  if (number === null || Number.isInteger(number)) return number;
  return Number(number.toPrecision(4));
}
