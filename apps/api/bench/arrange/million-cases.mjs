import pg from 'pg';

import { CreateUser } from '../../dist/modules/identity/create-user.js';
import { insertManyCases } from '../../test/support/million-cases.ts';
import { environmentFor } from './environment.mjs';
import { makeFirm } from './make-firm.mjs';
import { openProduct } from './product.mjs';
import { withoutIndexes } from './without-indexes.mjs';

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
  await withoutIndexes(owner, ['cases', 'case_schedule', 'clients'], () =>
    insertManyCases(owner, accountId, CASES),
  );
  await owner.query('checkpoint');
  await owner.end();
  return { database, accountId };
}
