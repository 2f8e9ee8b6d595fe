import type { DataSource } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE } from '../../migrations/tenant-table.js';
import { UnsafeDatabase } from './require-runtime-role.js';

const NOT_ALLOWED = '42501';

/**
 * Makes the two roles and lets the migrations give rights to them. The database's owner needs no superuser:
 * CREATEROLE is enough. An owner without it takes the roles as an administrator has made them.
 *
 * @param runtimeUrl its password is given to the run-time role, where the owner may set it
 * @throws UnsafeDatabase when the roles are missing, or the owner may not use them
 */
export async function makeRoles(dataSource: DataSource, runtimeUrl: URL): Promise<void> {
  if (decodeURIComponent(runtimeUrl.username) !== RUNTIME_ROLE) {
    throw new UnsafeDatabase(`RUNTIME_DATABASE_URL must name the role "${RUNTIME_ROLE}".`);
  }
  try {
    await dataSource.query(rolesSql(decodeURIComponent(runtimeUrl.password)));
  } catch (error) {
    throw explained(error as { code?: string; message: string; detail?: string });
  }
}

/** Two processes may migrate at once, and roles belong to the whole server: hence the lock and "if not exists". */
function rolesSql(password: string): string {
  return `
    do $$ begin
      perform pg_advisory_xact_lock(hashtext('invoicetracker roles'));
      if not exists (select 1 from pg_roles where rolname = '${SYSTEM_ROLE}') then
        create role ${SYSTEM_ROLE} nologin nosuperuser nobypassrls;
      end if;
      if not exists (select 1 from pg_roles where rolname = '${RUNTIME_ROLE}') then
        create role ${RUNTIME_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
      if (select rolsuper or rolcreaterole and pg_has_role('${RUNTIME_ROLE}', 'member with admin option')
            from pg_roles where rolname = current_user) then
        execute format('alter role ${RUNTIME_ROLE} with login password %L', '${password.replaceAll("'", "''")}');
        -- Compiling a statement that runs for milliseconds takes longer than running it.
        alter role ${RUNTIME_ROLE} set jit = off;
        -- Starting processes to help with it, too.
        alter role ${RUNTIME_ROLE} set max_parallel_workers_per_gather = 0;
      end if;
      execute format('grant connect on database %I to ${RUNTIME_ROLE}', current_database());
      if not pg_has_role('${SYSTEM_ROLE}', 'set') then
        execute format('grant ${SYSTEM_ROLE} to %I', current_user);
      end if;
      -- A function's owner must be allowed to create in its schema.
      grant create, usage on schema public to ${SYSTEM_ROLE};
    end $$;`;
}

/** Never the error as it came: it carries the statement, and that has the password in it. */
function explained({ code, message, detail }: { code?: string; message: string; detail?: string }) {
  const reason = detail === undefined ? message : `${message}: ${detail}`;
  if (code !== NOT_ALLOWED) return new Error(`The roles could not be made: ${reason}`);
  return new UnsafeDatabase(
    `The owner in DATABASE_URL may not make the roles ${RUNTIME_ROLE} and ${SYSTEM_ROLE} (${reason}). ` +
      `Give it CREATEROLE, or let an administrator of the server make them: the README says how.`,
  );
}
