import type { QueryRunner } from 'typeorm';

/** The role api, worker and tests connect as. It owns nothing and may not bypass row-level security. */
export const RUNTIME_ROLE = 'invoicetracker_app';

/** Owner of the security-definer functions; nobody can sign in as it. */
export const SYSTEM_ROLE = 'invoicetracker_system';

/**
 * Puts a table behind the tenant wall: row-level security, forced even for the table's owner, with
 * one policy for reading and writing.
 *
 * No statistics are kept on `account_id`. With them the planner takes an account that has come since
 * the table was last analysed for one with a single row, and joins its rows by going through all of
 * them for each of them: a second firm's first sync took minutes. What it expects instead is set at
 * every migration (`setTenantStatistics`).
 *
 * The system role may read and remove rows of the account its function has named, and of no other: that
 * is how an account is removed whole.
 *
 * @param table the table's name; it must have a column `account_id uuid not null`
 * @param rights what the run-time role may do; append-only tables leave out `update, delete`
 */
export async function tenantTable(
  queryRunner: QueryRunner,
  table: string,
  rights = 'select, insert, update, delete',
): Promise<void> {
  await queryRunner.query(`
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    alter table ${table} alter column account_id set statistics 0;
    create policy ${table}_of_account on ${table}
      using (account_id = app_account()) with check (account_id = app_account());
    grant ${rights} on ${table} to ${RUNTIME_ROLE};
    grant select, delete on ${table} to ${SYSTEM_ROLE};`);
}

/** Lets the security-definer functions see a table across accounts, with the named rights only. */
export async function systemMay(
  queryRunner: QueryRunner,
  table: string,
  rights: string,
): Promise<void> {
  await queryRunner.query(`
    grant ${rights} on ${table} to ${SYSTEM_ROLE};
    create policy ${table}_of_system on ${table} to ${SYSTEM_ROLE} using (true) with check (true);`);
}
