import pg from 'pg';

import { CreateUser } from '../../dist/modules/identity/create-user.js';
import { insertManyCases } from '../../test/support/million-cases.ts';
import { environmentFor } from './environment.mjs';
import { makeFirm } from './make-firm.mjs';
import { openProduct } from './product.mjs';

export const CASES = 1_000_000;

/** Somebody who may read the firm's cases. */
export const READER = { username: 'reader', password: 'correct horse battery staple' };

/** A database with one firm that has a million open cases, none of them due before June 2026. */
export async function millionCases(context) {
  const database = await context.databases.migrated();
  const product = await openProduct(environmentFor(database));
  const userId = await product.get(CreateUser).execute({
    ...READER,
    name: 'Reader',
    email: 'reader@people.example',
    language: 'en',
    isInstanceAdmin: false,
  });
  const accountId = await makeFirm(product, [{ userId, role: 'viewer' }]);
  await product.close();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  await withoutIndexes(owner, () => insertManyCases(owner, accountId, CASES));
  await owner.end();
  return { database, accountId };
}

/** Rows go in several times faster when their indexes are made afterwards, in one go. */
async function withoutIndexes(owner, work) {
  const { rows } = await owner.query(
    `select indexdef, indexname from pg_indexes join pg_class on relname = indexname join pg_index on indexrelid = pg_class.oid
      where tablename in ('cases', 'case_schedule', 'clients') and schemaname = 'public' and not indisunique`,
  );
  for (const { indexname } of rows) await owner.query(`drop index ${indexname}`);
  await work();
  await owner.query("set maintenance_work_mem = '512MB'");
  for (const { indexdef } of rows) await owner.query(indexdef);
  await owner.query('checkpoint');
}
