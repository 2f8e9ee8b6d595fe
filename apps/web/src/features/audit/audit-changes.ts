/** One field of what was changed; null where it was not there before, or is no more. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between the two states that an entry of the audit trail keeps, field by field. */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(state: unknown): Map<string, string> {
  if (state === null || state === undefined) return new Map();
  if (typeof state !== 'object') return new Map([['', textOf(state)]]);
  const known = Object.entries(state).filter(([, value]) => value !== null);
  return new Map(known.map(([field, value]) => [field, textOf(value)]));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
