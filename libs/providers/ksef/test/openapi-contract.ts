import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** The Ministry's description of KSeF, read from its own file, so that one misreading cannot hide on both sides. */
const document = JSON.parse(
  readFileSync(new URL('../spec/open-api.json', import.meta.url), 'utf8'),
  (_, value: unknown) => withNull(value),
) as OpenApi;

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
interface Operation {
  readonly parameters?: readonly { name: string; in: string; schema: object }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** A request or an answer, as far as the description speaks of it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly sent: unknown;
  readonly status: number;
  readonly answered: unknown;
}

const ajv = new Ajv({ strict: false, allErrors: true });
const coercing = new Ajv({ strict: false, coerceTypes: true });
addFormats.default(ajv);
addFormats.default(coercing);
ajv.addSchema(document, 'ksef');
coercing.addSchema(document, 'ksef');

/** What is wrong with a request: unknown paths and parameters, values and bodies of the wrong shape. */
export function requestProblems({ method, path, query, sent }: Exchange): string[] {
  const found = operationOf(method, path);
  if (found === null) return [`${method} ${path} is not described`];
  const { operation, pointer } = found;
  const parameters = query.flatMap(([name, value]) => {
    const index = (operation.parameters ?? []).findIndex(
      (one) => one.name === name && one.in === 'query',
    );
    if (index < 0) return [`${path}: parameter ${name} is not described`];
    const schema = { $ref: `ksef#${pointer}/parameters/${index}/schema` };
    return coercing.validate(schema, value)
      ? []
      : [`${path}: ${name}=${value} ${coercing.errorsText()}`];
  });
  if (operation.requestBody === undefined)
    return sent === undefined ? parameters : [...parameters, `${path} takes no body`];
  const schema = { $ref: `ksef#${pointer}/requestBody/content/application~1json/schema` };
  return ajv.validate(schema, sent) ? parameters : [...parameters, `${path}: ${ajv.errorsText()}`];
}

/** What is wrong with an answer that the API is said to give. */
export function answerProblems({ method, path, status, answered }: Exchange): string[] {
  const found = operationOf(method, path);
  const content = found?.operation.responses[String(status)]?.content;
  if (found === null || content === undefined)
    return [`${method} ${path} ${status} is not described`];
  const problems = Object.keys(content).map((type) => {
    const schema = {
      $ref: `ksef#${found.pointer}/responses/${status}/content/${escaped(type)}/schema`,
    };
    return ajv.validate(schema, answered) ? null : ajv.errorsText();
  });
  // an error may come in the older form and in RFC 7807
  return problems.includes(null) ? [] : [`${path} ${status}: ${problems.join(' | ')}`];
}

function operationOf(method: string, path: string) {
  const template = Object.keys(document.paths)
    .sort((a, b) => placesIn(a) - placesIn(b))
    .find((one) => new RegExp(`^${one.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
  const operation = document.paths[template ?? '']?.[method.toLowerCase()];
  if (template === undefined || operation === undefined) return null;
  return { operation, pointer: `/paths/${escaped(template)}/${method.toLowerCase()}` };
}

/** OpenAPI 3.0 lets a reference be `nullable`; JSON Schema wants it said with a type. */
function withNull(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value)) return value;
  if ('type' in value || value.nullable !== true) return value;
  const { nullable: _, ...schema } = value;
  return { anyOf: [schema, { enum: [null] }] };
}

/** The path without places to fill comes first: `/auth/challenge` is no reference number. */
function placesIn(template: string): number {
  return template.split('{').length;
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
