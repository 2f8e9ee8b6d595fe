/**
 * The numbers a transfer pays, as many whole ones as fit; what does not fit is counted. A number is only
 * cut when it does not fit by itself.
 *
 * @param length characters the title may have
 */
export function transferTitle(numbers: readonly string[], length: number): string {
  for (let shown = numbers.length; shown > 0; shown -= 1) {
    const rest = numbers.length - shown;
    const title = numbers.slice(0, shown).join(', ') + (rest === 0 ? '' : ` +${rest}`);
    if ([...title].length <= length) return title;
  }
  return [...(numbers[0] ?? '')].slice(0, length).join('');
}
