import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { type Answer, type Caller, Product } from '../support/product.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}
interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  parameters: { name: string; in: string; schema?: Schema }[];
  body: Schema | undefined;
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'),
) as {
  components: { schemas: Record<string, Schema> };
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: Operation['parameters'];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
};
const resolve = (schema: Schema | undefined): Schema | undefined =>
  schema?.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1)!];

const mayBeNull = (schema: Schema): boolean =>
  [schema.type].flat().includes('null') ||
  [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(mayBeNull);
const fieldsOf = (answer: Answer): string[] =>
  answer.body.errors.map((problem: { field: string }) => problem.field.split('.')[0]);

const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase() as Operation['method'],
    path: path.replace('/api/v1', ''),
    parameters: operation.parameters ?? [],
    body: resolve(operation.requestBody?.content['application/json']?.schema),
  })),
);

/** What a careless or hostile caller puts where something else belongs. */
const NONSENSE: unknown[] = [
  null,
  '',
  ' ',
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  '‮',
  'a\r\nb: c',
  "'; drop table cases; --",
  '{{7*7}}',
  '../../etc/passwd',
  -1,
  0,
  1.5,
  1e308,
  9007199254740993,
  true,
  [],
  [null],
  {},
  { $gt: '' },
  { toString: 'x' },
  '2026-02-30',
  '2026-13-01',
  'NaN',
  '1e9',
  '％',
];
const NOBODY = '018f0000-0000-7000-8000-000000000000';
const QUERY_NONSENSE = [
  '',
  '%00',
  '%ED%A0%80',
  'x'.repeat(3000),
  '-1',
  '1e999',
  'null',
  '[]',
  "'",
  '%27%20or%201=1',
  '2026-02-30',
  '%F0%9F%92%A5',
  '%E2%80%AE',
  '..%2F..',
];

describe('requests that make no sense', () => {
  let product: Product;
  let firm: Firm;
  let call: Caller;
  let ids: Record<string, string>;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T10:00:00Z');
    firm = await Firm.make(product, 'Firma', [
      { userId: await product.user('anna', true), role: 'admin' },
    ]);
    const client = await firm.client('Klient');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-05-01' });
    await firm.settle('2026-06-01');
    const [row] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
    ids = { accountId: firm.accountId, caseId: row!.id, stageKey: 'demand', language: 'pl' };
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  // An operator's operation on the account itself would suspend it, and nothing after it could be tried.
  const fill = (path: string) =>
    path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
      path.includes('/admin/') ? NOBODY : (ids[name] ?? NOBODY),
    );

  /** Input alone never makes a 5xx, and a refusal is always a problem with a code and a sentence. */
  const expectCalm = (answer: Answer, what: unknown) => {
    if (answer.status >= 500)
      throw new Error(
        `${answer.status} for ${JSON.stringify(what)}: ${JSON.stringify(answer.body)}`,
      );
    if (answer.status < 400) return;
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status: answer.status,
      code: expect.any(String),
      detail: expect.any(String),
      requestId: expect.any(String),
    });
    expect(JSON.stringify(answer.body)).not.toMatch(
      /select |insert |\.ts:|\.js:|node_modules|at Object/,
    );
  };

  const withQuery = operations.filter(
    (operation) =>
      operation.method === 'GET' &&
      operation.parameters.some((parameter) => parameter.in === 'query'),
  );
  it.each(withQuery.map((operation) => [operation.path, operation] as const))(
    'W02 %s stays calm whatever its query says',
    async (_path, operation) => {
      for (const parameter of operation.parameters.filter((one) => one.in === 'query')) {
        for (const value of QUERY_NONSENSE)
          expectCalm(await call('GET', `${fill(operation.path)}?${parameter.name}=${value}`), [
            parameter.name,
            value,
          ]);
        expectCalm(
          await call('GET', `${fill(operation.path)}?${parameter.name}=a&${parameter.name}=b`),
          [parameter.name, 'twice'],
        );
        expectCalm(await call('GET', `${fill(operation.path)}?${parameter.name}[x]=a`), [
          parameter.name,
          'nested',
        ]);
      }
      const unknown = await call('GET', `${fill(operation.path)}?nobodyKnowsThis=1`);
      expect(unknown.status).toBe(400);
      // beside what a query has to say and does not
      expect(unknown.body.errors).toContainEqual(
        expect.objectContaining({ field: 'nobodyKnowsThis', code: 'unknown-field' }),
      );
    },
  );

  const withBody = operations.filter(
    (operation) => operation.body?.properties !== undefined && !operation.path.includes('/auth/'),
  );
  it.each(
    withBody.map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
  )('W01 %s names each field that makes no sense', async (_name, operation) => {
    const etag =
      operation.method === 'POST'
        ? undefined
        : (await call('GET', fill(operation.path))).headers['etag'];
    const headers = { 'if-match': String(etag ?? 'W/"1"') };
    for (const [field, schema] of Object.entries(operation.body!.properties!)) {
      for (const value of NONSENSE) {
        const answer = await call(
          operation.method,
          fill(operation.path),
          { [field]: value },
          headers,
        );
        expectCalm(answer, { [field]: value });
      }
      // left out is one thing, null another: where nothing is meant by it, it is refused by name
      if (!mayBeNull(schema)) {
        const none = await call(operation.method, fill(operation.path), { [field]: null }, headers);
        if (none.status === 400) expect(fieldsOf(none)).toContain(field);
        else expect([404, 412]).toContain(none.status);
      }
      const mayBeText = [schema.type].flat().includes('string');
      const wrongType = mayBeText ? { a: 1 } : 'not what it should be';
      const refused = await call(
        operation.method,
        fill(operation.path),
        { [field]: wrongType },
        headers,
      );
      if (refused.status === 400) {
        expect(fieldsOf(refused)).toContain(field);
      } else {
        expect([404, 412]).toContain(refused.status);
      }
    }
    const unknown = await call(
      operation.method,
      fill(operation.path),
      { nobodyKnowsThis: 1 },
      headers,
    );
    if (unknown.status === 400)
      expect(unknown.body.errors).toContainEqual(
        expect.objectContaining({ field: 'nobodyKnowsThis', code: 'unknown-field' }),
      );
  });

  it.each(
    operations
      .filter((operation) => operation.path.includes('{'))
      .map((operation) => [`${operation.method} ${operation.path}`, operation] as const),
  )('%s stays calm whatever stands in its path', async (_name, operation) => {
    for (const value of [
      '1',
      'x',
      '%00',
      '..',
      '%2e%2e%2f',
      "'",
      '0'.repeat(500),
      'null',
      '018f0000-0000-7000-8000-00000000000',
      '%F0%9F%92%A5',
    ]) {
      const path = operation.path.replace(/\{(\w+)\}$|\{(\w+)\}(?=\/[a-z-]+$)/, value);
      expectCalm(
        await call(
          operation.method,
          fill(path),
          operation.method === 'GET' || operation.method === 'DELETE' ? undefined : {},
          { 'if-match': 'W/"1"' },
        ),
        [operation.path, value],
      );
    }
  });

  it.each([
    '{',
    '[]',
    '"x"',
    'null',
    '1',
    '',
    '{"a":',
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{}}}',
  ])('refuses the body %s', async (payload) => {
    const api = await product.api();
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('refuses other content types and bodies over a megabyte', async () => {
    const api = await product.api();
    const text = await api.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: 'username=a',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(text.statusCode).toBe(415);
    const large = await api.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { username: 'a', password: 'x'.repeat(1_100_000) },
    });
    expect(large.statusCode).toBe(413);
    expect(large.headers['content-type']).toContain('application/problem+json');
  });

  it('W08 sends no CORS permission to anybody, and security headers to all', async () => {
    const api = await product.api();
    const answer = await api.inject({
      method: 'GET',
      url: '/api/v1/health/live',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-security-policy']).toMatch(
      /script-src 'self';.*object-src 'none';.*base-uri 'none';.*frame-ancestors 'none'/,
    );
  });
});
