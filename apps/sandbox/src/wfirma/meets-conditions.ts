import type { Condition } from './find-request.js';

/** What can be asked for and ordered by: the plain fields of a row. */
export type Header = Readonly<Record<string, string>>;

const NUMBERS = new Set([
  'id',
  'object_id',
  'value',
  'netto',
  'tax',
  'total',
  'total_composed',
  'alreadypaid',
  'remaining',
]);
const OPERATORS = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'in'] as const;

/** Whether all conditions speak of fields and operators that there are. */
export function areKnown(conditions: readonly Condition[], fields: ReadonlySet<string>): boolean {
  return conditions.every(
    ({ field, operator }) =>
      fields.has(field) && (OPERATORS as readonly string[]).includes(operator),
  );
}

export function meets(header: Header, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => holds(header[condition.field] ?? '', condition));
}

/** Ascending, numbers as numbers. */
export function compareBy(field: string): (a: Header, b: Header) => number {
  return (a, b) => compared(field, a[field] ?? '', b[field] ?? '');
}

function holds(held: string, { field, operator, value }: Condition): boolean {
  if (operator === 'in') return value.split(',').some((one) => compared(field, held, one) === 0);
  const order = compared(field, held, value);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'lt':
      return order < 0;
    case 'ge':
      return order >= 0;
    default:
      return order <= 0;
  }
}

function compared(field: string, a: string, b: string): number {
  if (NUMBERS.has(field)) return Number(a) - Number(b);
  return a === b ? 0 : a < b ? -1 : 1;
}
