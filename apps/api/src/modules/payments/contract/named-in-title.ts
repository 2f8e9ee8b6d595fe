/** Words for what the law adds to a debt, in the languages of the product: a person has to read such a title. */
const SIDE_CLAIMS = /odset|rekompens|kamat|költség|zins|pauschale|interest|compensation/iu;

/**
 * Whether the title of a transfer names an invoice (PL-30): its number, however its parts are set apart. A
 * number of one short part stands in too many titles to name anything.
 */
export function isNamedInTitle(title: string | null, number: string): boolean {
  if (title === null || SIDE_CLAIMS.test(title)) return false;
  const wanted = partsOf(number);
  if (wanted.join('').length < 4) return false;
  const said = partsOf(title);
  return said.some((_, start) => wanted.every((part, index) => said[start + index] === part));
}

/** Letters and digits by themselves: "FV12/2026" and "fv 12 / 2026" are one. */
function partsOf(text: string): string[] {
  return text.toUpperCase().match(/\p{L}+|\p{N}+/gu) ?? [];
}
