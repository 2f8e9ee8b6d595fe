/** One term of an SPF record. */
export interface SpfTerm {
  readonly qualifier: '+' | '-' | '~' | '?';
  readonly name: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists' | 'redirect';
  /** What follows the colon or the equals sign, without a prefix length; empty for the domain itself. */
  readonly value: string;
}

const MECHANISM =
  /^([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:[:](.+?))?(\/\d{1,3}(?:\/\/\d{1,3})?|\/\/\d{1,3})?$/i;
const MODIFIER = /^([a-z][a-z0-9_.-]*)=(.*)$/i;

/** Whether a text record is one of SPF at all (RFC 7208, 4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

/**
 * Takes an SPF record apart (RFC 7208, 4.6 and 5).
 *
 * @returns its terms, or the first one that no receiver understands: then the whole record counts for nothing
 */
export function parseSpf(
  record: string,
): { readonly terms: readonly SpfTerm[] } | { readonly broken: string } {
  const terms: SpfTerm[] = [];
  for (const text of record.split(' ').slice(1)) {
    if (text === '') continue;
    const term = termOf(text);
    if (term === null) return { broken: text };
    // Modifiers nobody knows are passed over (6).
    if (term !== undefined) terms.push(term);
  }
  if (terms.filter(({ name }) => name === 'redirect').length > 1) return { broken: 'redirect=' };
  return { terms };
}

/** Null for a term that breaks the record, undefined for one to be passed over. */
function termOf(text: string): SpfTerm | null | undefined {
  const mechanism = MECHANISM.exec(text);
  if (mechanism !== null) {
    const [, sign, word, given = '', length = ''] = mechanism;
    const name = word!.toLowerCase() as SpfTerm['name'];
    const needsValue = name === 'include' || name === 'exists' || name === 'ip4' || name === 'ip6';
    if (needsValue && given === '') return null;
    if (name === 'all' && given + length !== '') return null;
    return { qualifier: (sign || '+') as SpfTerm['qualifier'], name, value: given };
  }
  const modifier = MODIFIER.exec(text);
  if (modifier === null) return null;
  const [, word, value = ''] = modifier;
  if (word!.toLowerCase() !== 'redirect') return undefined;
  return value === '' ? null : { qualifier: '+', name: 'redirect', value };
}
