import { XMLParser } from 'fast-xml-parser';

/** What was asked of `find`. */
export interface FindRequest {
  readonly conditions: readonly Condition[];
  /** without the module; null: newest first */
  readonly orderBy: string | null;
  readonly page: number;
  readonly limit: number;
}

export interface Condition {
  /** without the module: `remaining` */
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => name === 'condition',
});
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

type Tree = { readonly [name: string]: Tree | readonly Tree[] | string | undefined };

/** The `api` element of a body in XML; null when it is none. */
export function apiElement(body: unknown): Tree | null {
  if (typeof body !== 'string') return body === undefined || body === null ? {} : null;
  if (body.trim() === '') return {};
  try {
    const { api } = parser.parse(body, true) as { api?: Tree | string };
    return typeof api === 'object' ? api : null;
  } catch {
    return null;
  }
}

/** @returns null for what wFirma calls an input error */
export function findRequest(body: unknown, plural: string): FindRequest | null {
  const api = apiElement(body);
  if (api === null) return null;
  const parameters = branch(branch(api, plural), 'parameters');
  const asked = branch(parameters, 'conditions');
  const conditions = [
    ...readConditions(asked['condition']),
    ...readConditions(branch(asked, 'and')['condition']),
  ];
  if (Object.keys(asked).some((name) => name !== 'condition' && name !== 'and')) return null;
  if (conditions.some((condition) => condition === null)) return null;
  const order = branch(parameters, 'order')['asc'];
  return {
    conditions: conditions as readonly Condition[],
    orderBy: typeof order === 'string' ? withoutModule(order) : null,
    page: whole(parameters['page'], 1),
    limit: Math.min(MAX_LIMIT, whole(parameters['limit'], DEFAULT_LIMIT)),
  };
}

function readConditions(found: Tree[string]): readonly (Condition | null)[] {
  if (!Array.isArray(found)) return [];
  return (found as readonly Tree[]).map(({ field, operator, value }) =>
    typeof field === 'string' && typeof operator === 'string' && typeof value === 'string'
      ? { field: withoutModule(field), operator, value }
      : null,
  );
}

export function branch(tree: Tree, name: string): Tree {
  const found = tree[name];
  return typeof found === 'object' && !Array.isArray(found) ? (found as Tree) : {};
}

function withoutModule(field: string): string {
  return field.split('.').at(-1) as string;
}

function whole(text: Tree[string], otherwise: number): number {
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}
