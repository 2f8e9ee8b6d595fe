import { PgBoss } from 'pg-boss';

import { RUNTIME_ROLE, SYSTEM_ROLE } from '../../migrations/tenant-table.js';
import { QUEUE_OPTIONS, QUEUE_SCHEMA, QUEUES } from '../jobs/queues.js';
import { createDataSource } from './data-source.js';
import { setTenantStatistics } from './tenant-statistics.js';

/**
 * Brings the database to the newest schema, as its owner: roles, tables, the queue and its queues.
 * May be run any number of times.
 *
 * @param ownerUrl the owner's address of the database
 * @param runtimeUrl the run-time role's address; its password is given to the role
 * @returns the names of the migrations that ran
 */
export async function migrate(ownerUrl: string, runtimeUrl: string): Promise<string[]> {
  const dataSource = createDataSource(ownerUrl, 2);
  await dataSource.initialize();
  try {
    await dataSource.query(rolesSql(new URL(runtimeUrl)));
    const ran = await dataSource.runMigrations();
    await setTenantStatistics(dataSource);
    await makeQueues(ownerUrl);
    await dataSource.query(`
      grant usage on schema ${QUEUE_SCHEMA} to ${RUNTIME_ROLE};
      grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${RUNTIME_ROLE};
      grant execute on all functions in schema ${QUEUE_SCHEMA} to ${RUNTIME_ROLE};
      grant usage on all sequences in schema ${QUEUE_SCHEMA} to ${RUNTIME_ROLE};`);
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

function rolesSql(runtimeUrl: URL): string {
  if (decodeURIComponent(runtimeUrl.username) !== RUNTIME_ROLE) {
    throw new Error(`RUNTIME_DATABASE_URL must name the role "${RUNTIME_ROLE}".`);
  }
  const password = decodeURIComponent(runtimeUrl.password).replaceAll("'", "''");
  // Two processes may migrate at once, and roles belong to the whole server: hence the lock and "if not exists".
  return `
    do $$ begin
      perform pg_advisory_xact_lock(hashtext('invoicetracker roles'));
      if not exists (select 1 from pg_roles where rolname = '${SYSTEM_ROLE}') then
        create role ${SYSTEM_ROLE} nologin nosuperuser nobypassrls;
      end if;
      if not exists (select 1 from pg_roles where rolname = '${RUNTIME_ROLE}') then
        create role ${RUNTIME_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
      execute format('alter role ${RUNTIME_ROLE} with login password %L', '${password}');
      -- Compiling a statement that runs for milliseconds takes longer than running it.
      alter role ${RUNTIME_ROLE} set jit = off;
      -- Starting processes to help with it, too.
      alter role ${RUNTIME_ROLE} set max_parallel_workers_per_gather = 0;
      execute format('grant connect on database %I to ${RUNTIME_ROLE}', current_database());
      execute format('grant ${SYSTEM_ROLE} to %I', current_user);
      -- A function's owner must be allowed to create in its schema.
      grant create, usage on schema public to ${SYSTEM_ROLE};
    end $$;`;
}

async function makeQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  const errors: Error[] = [];
  boss.on('error', (error) => errors.push(error));
  await boss.start();
  try {
    const { policy: _fixed, ...changeable } = QUEUE_OPTIONS;
    const there = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const queue of QUEUES) {
      if (there.has(queue)) await boss.updateQueue(queue, changeable);
      else await boss.createQueue(queue, QUEUE_OPTIONS);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors.length > 0) throw new AggregateError(errors, 'the job queue could not be made');
}
