/**
 * One line of text that cannot break out of a header or a line: control characters, line and
 * paragraph separators, bidirectional overrides and private-use characters become spaces. Names and
 * numbers come from a provider and are hostile until shown otherwise.
 */
export function plainLine(text: string): string {
  return text.replaceAll(UNPRINTABLE, ' ').replaceAll(/ {2,}/g, ' ').trim();
}

/** True for text that may stand in a mail header as it is. */
export function isPlainLine(text: string): boolean {
  return !new RegExp(UNPRINTABLE.source, 'u').test(text);
}

const UNPRINTABLE = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
