import type { WireObject } from './document-view.js';

/** `fields=number,services(name)`: only these come back, and `id` always. Unknown names are ignored. */
export function selectFields(
  rows: readonly WireObject[],
  fields: string | null,
): readonly WireObject[] {
  if (fields === null || fields.trim() === '') return rows;
  const wanted = parse(fields);
  return rows.map((row) => only(row, wanted));
}

type Selection = Map<string, Selection | null>;

function only(row: WireObject, wanted: Selection): WireObject {
  const entries = Object.entries(row)
    .filter(([name]) => name === 'id' || wanted.has(name))
    .map(([name, value]) => [name, nested(value, wanted.get(name) ?? null)]);
  return Object.fromEntries(entries) as WireObject;
}

function nested(value: unknown, wanted: Selection | null): unknown {
  if (wanted === null || !Array.isArray(value)) return value;
  return value.map((item) => only(item as WireObject, wanted));
}

function parse(text: string): Selection {
  const selection: Selection = new Map();
  for (const [, name, inner] of text.matchAll(/\s*([a-z_]+)\s*(?:\(([^()]*)\))?/g)) {
    selection.set(name as string, inner === undefined ? null : parse(inner));
  }
  return selection;
}
