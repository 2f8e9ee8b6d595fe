import { hash } from 'node:crypto';

/** Sixteen bytes, in hexadecimal, that change when anything in the values does: tells a changed row from one that is as known. */
export function contentHash(values: unknown): string {
  return hash('sha256', JSON.stringify(plain(values)), 'hex').slice(0, 32);
}

/** A hash as PostgreSQL takes it for `bytea`. */
export function asBytes(hex: string | null): string | null {
  return hex === null ? null : `\\x${hex}`;
}

/** As JSON can say it, amounts as text. Much cheaper than a replacer, which is asked about each value. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const copy: Record<string, unknown> = { ...value };
  for (const name of Object.keys(copy)) {
    const field = copy[name];
    if (typeof field === 'bigint' || typeof field === 'object') copy[name] = plain(field);
  }
  return copy;
}
