import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Transaction } from '../../src/platform/database/transaction.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import { SweepWorld } from './sweep/sweep-world.js';

/** What the database says to somebody who may not even try. */
const WALL = /row-level security|permission denied/;

describe('raw SQL as the run-time role', () => {
  let world: SweepWorld;
  let tenancy: Tenancy;
  let tables: string[];
  let untouched: Record<string, string>;

  beforeAll(async () => {
    world = await SweepWorld.start();
    tenancy = await world.product.get(Tenancy);
    const { rows } = await world.product.owner.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`);
    tables = rows.map((row) => row.name);
    untouched = await world.rows.digests(world.ids.theirs.accountId);
  });
  afterAll(() => world.close());

  /** How many rows a statement sees or touches; 0 where the role may not even send it. */
  const reach = async (
    open: (work: (tx: Transaction) => Promise<number>) => Promise<number>,
    sql: string,
    parameters: unknown[] = [],
  ): Promise<number> => {
    try {
      return await open((tx) => tx.execute(sql, parameters));
    } catch (error) {
      if (WALL.test((error as Error).message)) return 0;
      throw error;
    }
  };
  const inOurs = (work: (tx: Transaction) => Promise<number>) =>
    tenancy.inAccount(systemScope(world.ids.ours.accountId), work);
  const withoutScope = (work: (tx: Transaction) => Promise<number>) => tenancy.withoutScope(work);
  const reached = async (statement: (table: string) => Promise<number>) => {
    const found: Record<string, number> = {};
    for (const table of tables) {
      const rows = await statement(table);
      if (rows > 0) found[table] = rows;
    }
    return found;
  };

  it('T02 has every tenant table to try, and rows in each', async () => {
    expect(tables.length).toBeGreaterThan(30);
    expect(Object.entries(untouched).filter(([, digest]) => digest === '')).toEqual([]);
  });

  it('T04 sees no row of any table without a scope', async () => {
    expect(await reached((table) => reach(withoutScope, `select 1 from ${table}`))).toEqual({});
  });

  it('T02 sees no foreign row of any table', async () => {
    const { accountId } = world.ids.theirs;
    expect(
      await reached((table) =>
        reach(inOurs, `select 1 from ${table} where account_id = $1`, [accountId]),
      ),
    ).toEqual({});
    expect(
      await reached((table) =>
        reach(inOurs, `select 1 from ${table} where account_id <> $1`, [world.ids.ours.accountId]),
      ),
    ).toEqual({});
  });

  it('T02 changes and deletes no foreign row of any table', async () => {
    const { accountId } = world.ids.theirs;
    expect(
      await reached((table) =>
        reach(inOurs, `update ${table} set account_id = account_id where account_id = $1`, [
          accountId,
        ]),
      ),
    ).toEqual({});
    expect(
      await reached((table) =>
        reach(inOurs, `delete from ${table} where account_id = $1`, [accountId]),
      ),
    ).toEqual({});
  });

  it('T02 neither adds a row to a foreign account nor moves one there, in any table', async () => {
    const { accountId } = world.ids.theirs;
    for (const table of tables) {
      for (const sql of [
        `insert into ${table} (account_id) values ($1)`,
        `update ${table} set account_id = $1`,
      ]) {
        await expect(inOurs((tx) => tx.execute(sql, [accountId]))).rejects.toThrow(WALL);
      }
    }
  });

  it('T02 cannot become somebody for whom the walls do not stand', async () => {
    for (const sql of [
      'set role postgres',
      'set role invoicetracker_system',
      'set session authorization postgres',
      'alter table clients disable row level security',
      'alter role invoicetracker_app bypassrls',
      'create policy all_of_it on clients using (true)',
      "create function f() returns void language sql security definer as 'select 1'",
      "copy clients to program 'cat'",
      "copy (select 1) to '/tmp/x'",
      'select pg_read_file($$/etc/passwd$$)',
      'set row_security = off; select 1 from clients',
      'set session_replication_role = replica',
    ]) {
      await expect(inOurs((tx) => tx.execute(sql))).rejects.toThrow(
        /permission denied|must be owner|must be superuser|only roles with|row-level security|not allowed/i,
      );
    }
  });

  it('T02 leaves the foreign account as it was after all of it', async () => {
    expect(await world.rows.digests(world.ids.theirs.accountId)).toEqual(untouched);
  });
});
