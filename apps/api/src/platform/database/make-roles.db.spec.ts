import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { migrate } from './migrate.js';

describe('an owner who is no superuser', () => {
  let administrators: TestDatabase;
  let server: pg.Client;
  let owner: string;

  beforeAll(async () => {
    administrators = await createTestDatabase();
    server = new pg.Client({ connectionString: administrators.ownerUrl });
    await server.connect();
  });
  afterAll(async () => {
    await server.end();
    await administrators.drop();
  });
  afterEach(async () => {
    await server.query(`drop database ${owner} with (force)`);
    await server.query(`drop role ${owner}`);
  });

  /** A role with a database of its own name, and whatever else `rights` gives it. */
  const makeOwner = async (rights: string, attributes = '') => {
    owner = `owner_${randomUUID().replaceAll('-', '')}`;
    await server.query(`create role ${owner} login ${attributes} password 'of-the-owner'`);
    await server.query(`create database ${owner} owner ${owner}`);
    // The owner is behind the walls too: a migration that would change no row, because it sees none, fails instead.
    await server.query(`alter role ${owner} set row_security = off`);
    await server.query(`alter role ${owner} set check_function_bodies = off`);
    if (rights !== '') await server.query(rights.replaceAll('$owner', owner));
  };
  const runMigrations = () => {
    const ownerUrl = new URL(administrators.ownerUrl);
    ownerUrl.username = owner;
    ownerUrl.password = 'of-the-owner';
    ownerUrl.pathname = owner;
    const runtimeUrl = new URL(administrators.runtimeUrl);
    runtimeUrl.pathname = owner;
    return migrate(ownerUrl.href, runtimeUrl.href);
  };
  const wallsOf = async (database: string) => {
    const url = new URL(administrators.ownerUrl);
    url.pathname = database;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const walls: unknown[][] = [];
    for (const sql of [POLICIES, TABLES, FUNCTIONS]) walls.push((await client.query(sql)).rows);
    await client.end();
    return walls;
  };

  it.each([
    // what a role with CREATEROLE has on the roles that it makes
    [
      'makes the roles with CREATEROLE',
      'createrole',
      'grant invoicetracker_app, invoicetracker_system to $owner with admin true, inherit false, set false',
    ],
    ['takes roles that an administrator has made', '', 'grant invoicetracker_system to $owner'],
  ])('%s, and the walls are the same', async (_what, attributes, rights) => {
    await makeOwner(rights, attributes);
    expect((await runMigrations()).length).toBeGreaterThan(3);
    expect(await runMigrations()).toEqual([]);
    const walls = await wallsOf(owner);
    expect(walls).toEqual(await wallsOf(new URL(administrators.ownerUrl).pathname.slice(1)));
    for (const part of walls) expect(part.length).toBeGreaterThan(10);
  });

  it('is told what is missing, in a sentence that tells no password', async () => {
    await makeOwner('');
    const { password } = new URL(administrators.runtimeUrl);
    const refusal = await runMigrations().then(
      () => null,
      (error: unknown) => error as Error,
    );
    expect(refusal?.message).toMatch(
      /^The owner in DATABASE_URL may not make the roles .* CREATEROLE/,
    );
    expect(JSON.stringify([refusal, refusal?.stack, refusal?.cause])).not.toContain(password);
  });
});

const POLICIES = `select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2`;
const TABLES = `
  select c.relname, c.relrowsecurity, c.relforcerowsecurity, has_table_privilege('invoicetracker_app', c.oid, 'select') as reads,
         has_table_privilege('invoicetracker_app', c.oid, 'insert') as inserts, has_table_privilege('invoicetracker_app', c.oid, 'update') as updates,
         has_table_privilege('invoicetracker_app', c.oid, 'delete') as deletes,
         has_table_privilege('invoicetracker_system', c.oid, 'select') as system_reads, has_table_privilege('invoicetracker_system', c.oid, 'update') as system_updates
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace) order by 1`;
const FUNCTIONS = `
  select p.proname, p.prosecdef, pg_get_userbyid(p.proowner) as owner, has_function_privilege('invoicetracker_app', p.oid, 'execute') as runs
    from pg_proc p where p.proname like 'system\\_%' order by 1, p.oid::regprocedure::text`;
