import { createRequire } from 'node:module';
import { PlainError } from './plain-error.mjs';
import { inRoot } from './paths.mjs';

const { Client } = createRequire(inRoot('apps/api/package.json'))('pg');
const OLDEST = 18;

/**
 * Makes sure that the server named by DATABASE_URL can carry the product.
 * @throws PlainError that says in a sentence what is wrong with the address, the sign-in or the version
 */
export async function checkDatabase(url) {
  const version = await withDatabase(url, (client) => client.query('show server_version_num'));
  const refusal = refusalOf(Number(version.rows[0].server_version_num));
  if (refusal) throw new PlainError(refusal);
}

/** Why a server of this version (180004 is 18.4) cannot be used, or null. */
export function refusalOf(versionNumber) {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= OLDEST) return null;
  return `DATABASE_URL leads to PostgreSQL ${major}: version ${OLDEST} or newer is needed.`;
}

/** Creates a database on the embedded server unless it is there. */
export async function createDatabase(adminUrl, name) {
  await withDatabase(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/** True when no account has been made yet: then the demo's data may go in. */
export async function isEmpty(url) {
  const { rowCount } = await withDatabase(url, (client) =>
    client.query('select from accounts limit 1'),
  );
  return rowCount === 0;
}

async function withDatabase(url, work) {
  const { protocol, host } = parse(url);
  if (!/^postgres(ql)?:$/.test(protocol)) throw notAnAddress();
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks is also reported by the query that waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw explained(error, host);
  } finally {
    await client.end().catch(() => {}); // the work's own failure is the one to hear of
  }
}

function parse(url) {
  try {
    return new URL(url);
  } catch {
    throw notAnAddress();
  }
}

const notAnAddress = () =>
  new PlainError(
    'DATABASE_URL is no PostgreSQL address: it looks like postgres://user:password@host:5432/database.',
  );

function explained(error, host) {
  const sentence = {
    '28P01': `PostgreSQL at ${host} refuses user or password: correct DATABASE_URL.`,
    28000: `PostgreSQL at ${host} does not let this user in: correct DATABASE_URL, or the server's pg_hba.conf.`,
    '3D000': `The database named in DATABASE_URL does not exist at ${host}: create it, or correct the name.`,
    53300: `PostgreSQL at ${host} has no connection left: close some, or raise max_connections.`,
  }[error.code];
  if (sentence) return new PlainError(sentence, { cause: error });
  const isUnreachable = /^E[A-Z]+$/.test(error.code ?? '') || /timeout/i.test(error.message);
  if (isUnreachable) {
    return new PlainError(
      `No PostgreSQL answers at ${host} (${error.code ?? error.message}): start it, or correct DATABASE_URL.`,
      { cause: error },
    );
  }
  return error;
}
