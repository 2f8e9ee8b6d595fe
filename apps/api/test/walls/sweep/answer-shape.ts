import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import { document, type Operation } from './operations.js';

const ajv = new Ajv2020({ strict: false, allErrors: true });
const components = closed(document.components) as object;
const compiled = new Map<string, ValidateFunction>();

/**
 * Holds an answer against what the OpenAPI file says about it, and takes a field that the file does not
 * name for a leak.
 *
 * @returns what is wrong, or null
 */
export function problemsOfAnswer({ name, answer }: Operation, text: string): string | null {
  if (answer === 'file') return null;
  if (answer === null) return text === '' ? null : 'an answer where none is described';
  const check = compiled.get(name) ?? ajv.compile({ ...(closed(answer) as object), components });
  compiled.set(name, check);
  return check(JSON.parse(text)) ? null : ajv.errorsText(check.errors);
}

/** Objects have the fields they name and no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const parts = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, closed(part)]),
  );
  const isOpen = !('properties' in parts) || 'additionalProperties' in parts;
  return isOpen ? parts : { ...parts, additionalProperties: false };
}
