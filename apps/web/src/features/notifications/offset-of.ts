/**
 * Where a line and column stand in a text, counted in characters from 0.
 *
 * @param line from 1, as is `column`
 */
export function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(text.length, start + column - 1);
}
