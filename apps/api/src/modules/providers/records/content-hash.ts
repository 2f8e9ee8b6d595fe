import { hash } from 'node:crypto';

export type HashedValue = string | number | bigint | boolean | null;

/**
 * Sixteen bytes that change when anything in the values does: tells a changed row from one that is as known.
 * Flat values, amounts as text: this runs over every row of every sync.
 */
export function contentHash(values: readonly HashedValue[]): Buffer {
  const flat = values.map((value) => (typeof value === 'bigint' ? value.toString() : value));
  return hash('sha256', JSON.stringify(flat), 'buffer').subarray(0, 16);
}
