import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** Our description of inFakt's API, read from the file itself, so that one misreading cannot hide on both sides. */
const document = parse(
  readFileSync(new URL('../spec/openapi.yaml', import.meta.url), 'utf8'),
) as OpenApi;

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: object;
  readonly $ref?: string;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
}

const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false });
const coercing = new Ajv2020({ strict: false, coerceTypes: true });
addFormats.default(ajv);
addFormats.default(coercing);
ajv.addSchema(document, 'infakt');

/** Only `/invoices` has its detail written out; each other type has "its own detail path" of the same shape. */
const DETAIL_SCHEMAS: readonly (readonly [path: RegExp, schema: string])[] = [
  [/^\/corrective_(?:oss_)?invoices\/[^/]+\.json$/, 'CorrectiveInvoice'],
  [/^\/(?:margin|advance|final|oss)_invoices\/[^/]+\.json$/, 'Invoice'],
];

/** What is wrong with a request: unknown paths and parameters, values of the wrong type. */
export function requestProblems(method: string, path: string, query: URLSearchParams): string[] {
  if (DETAIL_SCHEMAS.some(([pattern]) => pattern.test(path)))
    return [...query.keys()].map((name) => `${name} on a detail`);
  const template = templateOf(path);
  const operation =
    template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
  if (template === undefined || operation === undefined)
    return [`${method} ${path} is not described`];
  const declared = declaredParameters(template, operation);
  return [...query].flatMap(([name, value]) => {
    const parameter = declared.find((one) => one.name === name);
    if (parameter === undefined) return [`${path}: parameter ${name} is not described`];
    return coercing.validate(parameter.schema, value)
      ? []
      : [`${path}: ${name}=${value} ${coercing.errorsText()}`];
  });
}

/** What is wrong with an answer that the API is said to give. */
export function answerProblems(
  method: string,
  path: string,
  status: number,
  body: unknown,
): string[] {
  const pointer = answerPointer(method, path, status);
  if (pointer === null) return [`${method} ${path} ${status} is not described`];
  return ajv.validate(`infakt#${pointer}`, body) ? [] : [`${path} ${status}: ${ajv.errorsText()}`];
}

/** Names of the fields of a schema, inherited ones too. */
export function describedFields(...names: string[]): Set<string> {
  return new Set(
    names.flatMap((name) => Object.keys(ownProperties(document.components.schemas[name] ?? {}))),
  );
}

function ownProperties(
  schema: Schema & { allOf?: readonly (Schema & { $ref?: string })[] },
): Record<string, unknown> {
  const inherited = (schema.allOf ?? [])
    .filter(({ $ref }) => $ref === undefined)
    .map((part) => part.properties ?? {});
  return Object.assign({}, schema.properties, ...inherited) as Record<string, unknown>;
}

function templateOf(path: string): string | undefined {
  const templates = Object.keys(document.paths);
  return (
    templates.find((template) => template === path) ??
    templates.find((template) => {
      const pattern = template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+?');
      return new RegExp(`^${pattern}$`).test(path);
    })
  );
}

/**
 * The vendor's text gives offset, limit and order to every list, and the filters for unpaid documents to each
 * collection of them; the description writes them out for `/invoices` only.
 */
function declaredParameters(template: string, operation: Operation): readonly Parameter[] {
  const isList = !template.includes('{') && !template.startsWith('/account');
  const common = isList ? (document.paths['/invoices.json']?.get?.parameters ?? []) : [];
  return [...(operation.parameters ?? []), ...common].map(resolved);
}

function resolved(parameter: Parameter): Parameter {
  if (parameter.$ref === undefined) return parameter;
  return document.components.parameters[parameter.$ref.split('/').at(-1) as string] as Parameter;
}

function answerPointer(method: string, path: string, status: number): string | null {
  if (status >= 400) return '/components/schemas/Error';
  const detail = DETAIL_SCHEMAS.find(([pattern]) => pattern.test(path));
  if (detail !== undefined) return `/components/schemas/${detail[1]}`;
  const template = templateOf(path);
  const response =
    document.paths[template ?? '']?.[method.toLowerCase()]?.responses[String(status)];
  if (response === undefined) return null;
  return `/paths/${escaped(template as string)}/${method.toLowerCase()}/responses/${status}/content/application~1json/schema`;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
