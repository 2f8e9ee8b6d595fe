import { randomUUID } from 'node:crypto';

import pg from 'pg';

import { migrate } from '../../src/platform/database/migrate.js';

/** PostgreSQL's object_in_use: somebody is still connected. */
const IN_USE = '55006';

const RUNTIME_PASSWORD = 'runtime-role-of-the-tests';
const TEMPLATE = 'invoicetracker_template';

export interface TestDatabase {
  /** The owner's address: for looking across accounts, and for nothing the product does. */
  readonly ownerUrl: string;
  /** The run-time role's address: what the product connects with. */
  readonly runtimeUrl: string;
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database: a clone of a template that is migrated once for all test files.
 *
 * @throws when TEST_DATABASE_ADMIN_URL is not set; `npm test` sets it
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env['TEST_DATABASE_ADMIN_URL'];
  if (adminUrl === undefined)
    throw new Error('Set TEST_DATABASE_ADMIN_URL, or run the tests with "npm test".');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(adminUrl, async (admin) => {
    // One at a time: PostgreSQL cannot clone a template while somebody is connected to it.
    await admin.query('select pg_advisory_lock(424242)');
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [
      TEMPLATE,
    ]);
    if (rowCount === 0) await makeTemplate(admin, adminUrl);
    await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  });
  return {
    ownerUrl: urlOf(adminUrl, name),
    runtimeUrl: runtimeUrlOf(adminUrl, name),
    drop: () => withAdmin(adminUrl, (admin) => dropDatabase(admin, name)),
  };
}

/**
 * The server waits some seconds for connections that are just being closed. Cutting them at once would reach clients
 * that have stopped listening, and fail a test that is over.
 */
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`drop database ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error;
    await admin.query(`drop database ${name} with (force)`);
  }
}

async function makeTemplate(admin: pg.Client, adminUrl: string): Promise<void> {
  await admin.query('drop database if exists template_in_making with (force)');
  await admin.query('create database template_in_making');
  await migrate(
    urlOf(adminUrl, 'template_in_making'),
    runtimeUrlOf(adminUrl, 'template_in_making'),
  );
  await admin.query(`alter database template_in_making rename to ${TEMPLATE}`);
}

async function withAdmin(
  adminUrl: string,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

function runtimeUrlOf(adminUrl: string, database: string): string {
  const url = new URL(urlOf(adminUrl, database));
  url.username = 'invoicetracker_app';
  url.password = RUNTIME_PASSWORD;
  return url.href;
}
