import { DomainError } from './domain-error.js';

/** A cursor is the sort key of the last row shown: opaque to callers, and checked when it comes back. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * @param length how many parts the key of this list has
 * @throws DomainError `invalid-cursor`
 */
export function decodeCursor(cursor: string, length: number): string[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (
    !Array.isArray(key) ||
    key.length !== length ||
    !key.every((part) => typeof part === 'string' && part.length <= 300 && !part.includes('\0'))
  )
    throw invalid();
  return key as string[];
}

export function invalid(): DomainError {
  return new DomainError(
    'malformed',
    'invalid-cursor',
    'The cursor does not belong to this list. Start again without one.',
    [{ field: 'cursor', code: 'invalid-cursor', message: 'does not belong to this list' }],
  );
}
