import pg from 'pg';

/** Works on a database as its owner, a superuser: sees every account and passes row-level security. */
export async function asOwner(database, work) {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
