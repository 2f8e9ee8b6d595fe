import { exampleOf } from './example-of.js';
import type { FirmIds } from './fill-firm.js';
import { type Operation, operations, resolved, type Schema } from './operations.js';

/** A body for each operation that its shape and, as far as can be told, the business rules allow. */
export class Bodies {
  private readonly stored = new Map<string, unknown>();

  /**
   * @param read what a GET of this path answers now: who replaces something sends what is there
   */
  static async of(read: (path: string) => Promise<unknown>): Promise<Bodies> {
    const bodies = new Bodies();
    for (const { method, path, name } of operations) {
      const isReadable = operations.some((one) => one.method === 'GET' && one.path === path);
      if (method === 'PUT' && isReadable) bodies.stored.set(name, await read(path));
    }
    return bodies;
  }

  /** The body for one firm: what names a row names one of its own. */
  for(operation: Operation, ids: FirmIds): Record<string, unknown> | undefined {
    if (operation.body === null) return undefined;
    const made = exampleOf(operation.body) as Record<string, unknown>;
    const stored = this.stored.get(operation.name);
    const body =
      stored === undefined
        ? made
        : { ...made, ...(pick(operation.body, stored) as Record<string, unknown>) };
    const named = Object.keys(body).filter((field) => field.endsWith('Id') && field in ids);
    const lists = Object.keys(body).filter((field) => field.endsWith('Ids') && oneOf(field) in ids);
    return {
      ...body,
      ...Object.fromEntries(named.map((field) => [field, ids[field]])),
      ...Object.fromEntries(lists.map((field) => [field, [ids[oneOf(field)]]])),
    };
  }
}

/** A list of rows is named after one of them: `issueIds`, `issueId`. */
function oneOf(field: string): string {
  return field.slice(0, -1);
}

/** The part of a value that the schema speaks of. */
function pick(given: Schema, value: unknown): unknown {
  const schema = resolved(given);
  if (Array.isArray(value)) return value.map((item) => pick(schema.items ?? {}, item));
  if (value === null || typeof value !== 'object' || schema.properties === undefined) return value;
  return Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([field]) => field in value)
      .map(([field, part]) => [field, pick(part, (value as Record<string, unknown>)[field])]),
  );
}
