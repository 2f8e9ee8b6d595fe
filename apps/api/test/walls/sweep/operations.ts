import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type AccessRule } from '../../../src/platform/auth/access-rule.js';
import { ruleOf } from '../../../src/platform/auth/policy-map.js';

/** The part of JSON Schema that the API's description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface QueryParameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

/** An operation of the API, with its line in the policy map. */
export interface Operation {
  readonly name: string;
  readonly method: Method;
  /** Below `/api/v1`, with parameters as `{name}`. */
  readonly path: string;
  readonly query: readonly QueryParameter[];
  readonly body: Schema | null;
  /** Null where nothing is answered; a file has no shape to look at. */
  readonly answer: Schema | 'file' | null;
  readonly rule: AccessRule;
  readonly isInAccount: boolean;
  /** Parameters of the path but the account. */
  readonly ids: readonly string[];
}

interface Described {
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    schema?: Schema;
  }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
  readonly responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8'),
) as {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};

/** A schema without the detour over its name. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref !== undefined)
    return resolved(document.components.schemas[schema.$ref.split('/').at(-1)!]!);
  const [only] = schema.allOf ?? [];
  return only !== undefined && schema.allOf!.length === 1 ? resolved(only) : schema;
}

/** Every operation of the OpenAPI file: what is added there is swept without anybody's doing. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(
  ([longPath, methods]) =>
    Object.entries(methods).map(([verb, described]) => {
      const path = longPath.replace('/api/v1', '');
      const method = verb.toUpperCase() as Method;
      const body = described.requestBody?.content['application/json']?.schema;
      return {
        name: `${method} ${path}`,
        method,
        path,
        query: (described.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => ({
            name: parameter.name,
            isRequired: parameter.required === true,
            schema: parameter.schema ?? {},
          })),
        body: body === undefined ? null : resolved(body),
        answer: answerOf(described),
        rule: ruleOf(method, path)!,
        isInAccount: path.startsWith('/accounts/{accountId}'),
        ids: [...path.matchAll(/\{(\w+)\}/g)]
          .map((match) => match[1]!)
          .filter((name) => name !== 'accountId'),
      };
    }),
);

function answerOf(described: Described): Schema | 'file' | null {
  const good = Object.entries(described.responses).find(([status]) => status.startsWith('2'));
  const content = good?.[1].content;
  if (content === undefined) return null;
  return content['application/json']?.schema ?? 'file';
}
