import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';

import { OPERATIONS, ruleOf } from './policy-map.js';
import { requireRules } from './route-rule.js';

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8'),
) as { paths: Record<string, Record<string, unknown>> };
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
);

describe('the policy map', () => {
  it('T06 has a line for every operation of the OpenAPI file, and for no other', () => {
    expect([...OPERATIONS].sort()).toEqual(described.sort());
  });

  it('names the roles of every operation inside an account', () => {
    for (const operation of OPERATIONS.filter((one) => one.includes(' /accounts/{accountId}'))) {
      const [method, path] = operation.split(' ') as [string, string];
      expect(Array.isArray(ruleOf(method, path)?.who)).toBe(true);
    }
  });

  it('lets a key that only reads change nothing', () => {
    for (const operation of OPERATIONS) {
      const [method, path] = operation.split(' ') as [string, string];
      const isPreview = path.endsWith('/preview');
      if (ruleOf(method, path)?.scope === 'read') expect(method === 'GET' || isPreview).toBe(true);
    }
  });

  it('T06 refuses to serve a route that nobody has given a rule', () => {
    const server = fastify();
    requireRules(server);
    expect(() => server.get('/api/v1/secrets', () => 'all of them')).toThrow(
      'GET /api/v1/secrets has no rule in the policy map',
    );
  });
});
