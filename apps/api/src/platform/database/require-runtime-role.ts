import type { DataSource } from 'typeorm';

/** The oldest server whose `uuidv7()` we rely on. */
const OLDEST_SERVER = 180000;

/** Thrown at start when the database or our role in it is not what the walls between accounts rest on. */
export class UnsafeDatabase extends Error {}

/**
 * Refuses to work as a role that could walk around row-level security.
 *
 * @throws UnsafeDatabase when the server is too old, or the role is a superuser, may bypass row-level
 * security, or owns a table
 */
export async function requireRuntimeRole(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<
    {
      version: number;
      version_text: string;
      role: string;
      is_super: boolean;
      is_bypassing: boolean;
      owned: string | null;
    }[]
  >(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
           r.rolname as role, r.rolsuper as is_super, r.rolbypassrls as is_bypassing,
           (select min(c.relname) from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v')) as owned
      from pg_roles r where r.rolname = current_user`);
  if (row === undefined)
    throw new UnsafeDatabase('The database does not know the role we connected as.');
  if (row.version < OLDEST_SERVER) {
    throw new UnsafeDatabase(
      `PostgreSQL 18 or newer is needed; this server is ${row.version_text}.`,
    );
  }
  if (row.is_super || row.is_bypassing || row.owned !== null) {
    throw new UnsafeDatabase(
      `RUNTIME_DATABASE_URL connects as "${row.role}", which could read every account's data. Use the role that "migrate" creates.`,
    );
  }
}
