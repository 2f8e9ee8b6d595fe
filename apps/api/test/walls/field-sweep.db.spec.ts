import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Operation, operations, resolved, type Schema } from './sweep/operations.js';
import { verdictOf } from './sweep/expected.js';
import { SweepWorld } from './sweep/sweep-world.js';

/** What a caller would like to set and must not, beside everything that the answers show. */
const ALWAYS = [
  'accountId',
  'account_id',
  'createdAt',
  'createdBy',
  'deletesOn',
  'id',
  'isAdmin',
  'isInstanceAdmin',
  'is_instance_admin',
  'keyHash',
  'passwordHash',
  'role',
  'sealedKey',
  'sealed_password',
  'state',
  'tenantId',
  'updatedAt',
  'userId',
  'version',
];

/** What every object has without anybody's giving it. */
const INHERITED = ['constructor', 'hasOwnProperty', 'toString', 'valueOf'];

/** Fields that answers have anywhere: each is known to somebody, so each is tried where it does not belong. */
const SHOWN = new Set(
  operations.flatMap((operation) =>
    operation.answer === null || operation.answer === 'file' ? [] : fieldsOf(operation.answer),
  ),
);

describe('T09 fields that nobody may set', () => {
  let world: SweepWorld;
  let tried = 0;

  beforeAll(async () => {
    world = await SweepWorld.start();
  });
  afterAll(async () => {
    console.info(`Mass assignment: ${tried} fields tried in ${withBody.length} bodies.`);
    await world.close();
  });

  const withBody = operations.filter((operation) => operation.body?.properties !== undefined);

  it('are looked for in many bodies', () => {
    expect(withBody.length).toBeGreaterThan(15);
    expect(SHOWN.size).toBeGreaterThan(100);
  });

  it.each(withBody.map((operation) => [operation.name, operation] as const))(
    'T09 %s refuses each by name and changes nothing',
    async (_name, operation) => {
      await world.keepAwake();
      const body = world.body(operation, world.ids.ours)!;
      const before = await world.rows.digests(world.ids.ours.accountId);
      for (const [path, allowed] of objectsIn(operation.body!, body)) {
        const fields = [...new Set([...ALWAYS, ...SHOWN])].filter((field) => !allowed.has(field));
        const inherited = await send(operation, withFields(body, path, INHERITED));
        const answer = await send(operation, withFields(body, path, fields));
        const named = fields.filter((field) =>
          answer.text.includes(`"field":"${[...path, field].join('.')}"`),
        );
        expect(inherited.status).toBe(400);
        for (const field of INHERITED)
          expect(inherited.text).toContain(`"field":"${[...path, field].join('.')}"`);
        tried += fields.length + INHERITED.length;
        expect({ path, status: answer.status, named }).toEqual({
          path,
          status: 400,
          named: fields,
        });
      }
      const after = await world.rows.digests(world.ids.ours.accountId);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      expect(changed.filter((table) => table !== 'audit_heads')).toEqual([]);
    },
  );

  it.each(['{"__proto__": {"isInstanceAdmin": true}}', '{"constructor": {"prototype": {"x": 1}}}'])(
    'W10 no body reaches the prototype of an object: %s',
    async (text) => {
      const api = await world.product.api();
      const answer = await api.inject({
        method: 'POST',
        url: '/api/v1/auth/sign-in',
        headers: { 'content-type': 'application/json' },
        payload: text,
      });
      expect(answer.statusCode).toBe(400);
      expect(({} as Record<string, unknown>)['isInstanceAdmin']).toBeUndefined();
    },
  );

  const send = (operation: Operation, body: unknown) => {
    const isOperator = operation.rule.who === 'instance-admin';
    const actor = world.actor(isOperator ? 'instance admin' : 'admin');
    expect(['allowed', 'open to all']).toContain(verdictOf(operation, actor));
    const url = operation.path.replaceAll(
      /\{(\w+)\}/g,
      (_match, name: string) => world.ids.ours[name]!,
    );
    return actor.send(operation.method, url, body, { 'if-match': 'W/"1"' });
  };
});

function fieldsOf(given: Schema): string[] {
  const schema = resolved(given);
  const parts = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  const own = Object.entries(schema.properties ?? {});
  return [
    ...own.map(([name]) => name),
    ...own.flatMap(([, part]) => fieldsOf(part)),
    ...parts.flatMap(fieldsOf),
  ];
}

type Path = readonly (string | number)[];

/** Every object in a body, with the fields that it may have. */
function* objectsIn(
  given: Schema,
  value: unknown,
  path: Path = [],
): Generator<[Path, Set<string>]> {
  const schema = resolved(given);
  if (Array.isArray(value)) {
    if (value.length > 0) yield* objectsIn(schema.items ?? {}, value[0], [...path, 0]);
  } else if (schema.properties !== undefined && value !== null && typeof value === 'object') {
    yield [path, new Set(Object.keys(schema.properties))];
    for (const [name, part] of Object.entries(schema.properties))
      yield* objectsIn(part, (value as Record<string, unknown>)[name], [...path, name]);
  }
}

function withFields(body: unknown, path: Path, fields: readonly string[]): unknown {
  const copy = structuredClone(body) as Record<string | number, unknown>;
  let place = copy;
  for (const step of path) place = place[step] as Record<string | number, unknown>;
  for (const field of fields)
    Object.defineProperty(place, field, { value: 'smuggled in', enumerable: true });
  return copy;
}
