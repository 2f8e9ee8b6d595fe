import { PgBoss } from 'pg-boss';

import { RUNTIME_ROLE } from '../../migrations/tenant-table.js';
import { QUEUE_OPTIONS, QUEUE_SCHEMA, QUEUES } from '../jobs/queues.js';
import { createDataSource } from './data-source.js';
import { makeRoles } from './make-roles.js';
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
    await makeRoles(dataSource, new URL(runtimeUrl));
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
