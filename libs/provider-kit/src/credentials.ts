/** What a firm types in to let us read its books, by the names of the provider's fields. Never logged, stored sealed. */
export type Credentials = Readonly<Record<string, string>>;

/** One thing a provider asks for. Its words (label, where to find it) are the screen's. */
export interface CredentialField {
  /** camelCase; the name it is stored under */
  readonly name: string;
  /** Never shown again, and typed into a field that hides it. */
  readonly isSecret: boolean;
  /** A regular expression the whole trimmed value matches. */
  readonly pattern: string;
  /** What one looks like, for a field that is no secret. */
  readonly example?: string;
}

/** What is wrong with one field of what was typed in. */
export interface CredentialProblem {
  readonly field: string;
  readonly code: 'missing' | 'malformed' | 'unknown';
}

/** Printable ASCII without blanks: anything else cannot stand in a header and was pasted by mistake. */
export const KEY_PATTERN = '[\\x21-\\x7e]{8,200}';

/**
 * Trims what was typed in and holds it against the provider's fields.
 *
 * @returns the credentials, or everything that is wrong with them
 */
export function readCredentials(
  fields: readonly CredentialField[],
  given: Readonly<Record<string, unknown>>,
): { readonly credentials: Credentials } | { readonly problems: readonly CredentialProblem[] } {
  const known = new Set(fields.map(({ name }) => name));
  const problems: CredentialProblem[] = Object.keys(given)
    .filter((name) => !known.has(name))
    .map((field) => ({ field, code: 'unknown' }));
  const read: [string, string][] = [];
  for (const { name, pattern } of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null || value === '') {
      problems.push({ field: name, code: 'missing' });
    } else if (typeof value !== 'string' || !matches(pattern, value.trim())) {
      problems.push({ field: name, code: 'malformed' });
    } else {
      read.push([name, value.trim()]);
    }
  }
  return problems.length > 0 ? { problems } : { credentials: Object.fromEntries(read) };
}

function matches(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value);
}
