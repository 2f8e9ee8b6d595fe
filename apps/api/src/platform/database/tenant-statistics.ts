import type { DataSource } from 'typeorm';

/**
 * Tells the planner what share of a table an account has: a quarter, whichever account and however new the table.
 *
 * `tenantTable` keeps PostgreSQL from counting `account_id`, because a firm that came since the last count would be
 * taken for a single row. With nothing known at all it is taken for half a percent: few enough for any index that
 * begins with the account to look as good as the key, and thousands of entries were read for one row. A quarter makes
 * every other column of a key count, and is still little enough to read an account by an index. What is set here
 * stays, because nothing else counts that column; a restored dump may lack it, so it is set at every migration.
 */
export async function setTenantStatistics(dataSource: DataSource): Promise<void> {
  await dataSource.query(`
    select pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', 'account_id', 'inherited', false,
                                      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', ${ACCOUNTS_A_TABLE}::real)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and a.attstattarget = 0
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`);
}

const ACCOUNTS_A_TABLE = 4;
