import { hash } from 'node:crypto';

/** Sixteen bytes that change when anything in the values does: tells a changed row from one that is as known. */
export function contentHash(values: unknown): Buffer {
  const text = JSON.stringify(values, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return hash('sha256', text, 'buffer').subarray(0, 16);
}
