import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** The vendor's description of its API, read from the file itself, so that one misreading cannot hide on both sides. */
const document = parse(
  readFileSync(new URL('../spec/openapi.yaml', import.meta.url), 'utf8'),
) as OpenApi;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
}
interface Content {
  readonly content?: { readonly 'application/json': { readonly schema: Schema } };
}
interface Operation {
  readonly parameters?: readonly { name: string; in: string; schema: Schema }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

/** Where the vendor's API is known to answer otherwise than its description says: no address before the first page. */
for (const name of ['DocumentList', 'PartnerList', 'BankAccountList']) {
  const properties = document.components.schemas[name]?.properties ?? {};
  properties['prev_page_url'] = { type: 'string', nullable: true } as Schema;
  properties['next_page_url'] = { type: 'string', nullable: true } as Schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
const coercing = new Ajv({ strict: false, coerceTypes: true, logger: false });
addFormats.default(ajv);
addFormats.default(coercing);
ajv.addSchema(document, 'billingo');
coercing.addSchema(document, 'billingo');

/** What is wrong with a request: unknown paths and parameters, values and bodies of the wrong type. */
export function requestProblems(
  method: string,
  path: string,
  query: URLSearchParams,
  body?: unknown,
): string[] {
  const operation = operationOf(method, path);
  if (operation === null) return [`${method} ${path} is not described`];
  const problems = [...query].flatMap(([name, value]) => {
    const parameter = operation.parameters?.find((one) => one.in === 'query' && one.name === name);
    if (parameter === undefined) return [`${path}: parameter ${name} is not described`];
    return coercing.validate(absolute(parameter.schema), value)
      ? []
      : [`${path}: ${name}=${value} ${coercing.errorsText()}`];
  });
  const schema = operation.requestBody?.content?.['application/json'].schema;
  if (schema === undefined) return body === undefined ? problems : [...problems, `${path}: a body`];
  return [...problems, ...schemaProblems(`${method} ${path}`, schema, body)];
}

/** What is wrong with an answer that the API is said to give, fields that it is not said to send among it. */
export function answerProblems(
  method: string,
  path: string,
  status: number,
  body: unknown,
): string[] {
  const response = operationOf(method, path)?.responses[String(status)];
  if (response === undefined) return [`${method} ${path} ${status} is not described`];
  const shared = document.components.responses[response.$ref?.split('/').at(-1) ?? ''];
  const schema = (shared ?? response).content?.['application/json'].schema;
  if (schema === undefined) return [`${method} ${path} ${status} has no body`];
  return [
    ...schemaProblems(`${path} ${status}`, schema, body),
    ...unknownFields(`${path} ${status}`, schema, body),
  ];
}

/** Names of the fields of a schema. */
export function describedFields(name: string): Set<string> {
  return new Set(Object.keys(document.components.schemas[name]?.properties ?? {}));
}

function schemaProblems(place: string, schema: Schema, body: unknown): string[] {
  return ajv.validate(absolute(schema), body) ? [] : [`${place}: ${ajv.errorsText()}`];
}

function unknownFields(place: string, given: Schema, value: unknown): string[] {
  const name = given.$ref?.split('/').at(-1);
  const schema = name === undefined ? given : (document.components.schemas[name] as Schema);
  if (Array.isArray(value))
    return value.flatMap((item) => unknownFields(place, schema.items ?? {}, item));
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const described = properties[field];
    return described === undefined
      ? [`${place}: ${name ?? ''}.${field} is not described`]
      : unknownFields(place, described, inner);
  });
}

function operationOf(method: string, path: string): Operation | null {
  const template = Object.keys(document.paths).find((one) =>
    new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  return document.paths[template ?? '']?.[method.toLowerCase()] ?? null;
}

/** `#/components/…` counts from the file, wherever the schema stands. */
function absolute<T>(schema: T): T {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"billingo#/components'),
  ) as T;
}
