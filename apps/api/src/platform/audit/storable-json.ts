/**
 * A value as `jsonb` will give it back: JSON only, without the characters PostgreSQL cannot store. What is
 * chained must be what is read later.
 *
 * @returns null for null and undefined
 */
export function storableJson(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? storableText(part) : part,
    ),
  );
}

/** The text without NUL and without halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
