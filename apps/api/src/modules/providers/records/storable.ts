/** What PostgreSQL cannot hold in text: NUL, and halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

export function storableOrNull(text: string | null): string | null {
  if (text === null) return null;
  const kept = storable(text).trim();
  return kept === '' ? null : kept;
}

/** A record as JSON that `jsonb` takes; amounts in bigint become text. */
export function storableJson(record: unknown): string {
  return (
    JSON.stringify(record, (_key, value: unknown) => {
      if (typeof value === 'bigint') return value.toString();
      return typeof value === 'string' ? storable(value) : value;
    }) ?? 'null'
  );
}
