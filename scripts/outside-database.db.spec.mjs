import { expect, it } from '@jest/globals';
import { checkDatabase, createDatabase, refusalOf } from './outside-database.mjs';
import { freePortFrom } from './ports.mjs';

const good = process.env.TEST_DATABASE_ADMIN_URL;

/** The good address with something wrong about it. */
function broken(change) {
  const url = new URL(good);
  change(url);
  return url.href;
}

it('takes a server that is new enough', async () => {
  await expect(checkDatabase(good)).resolves.toBeUndefined();
});

it('refuses PostgreSQL 17 in a sentence', () => {
  expect(refusalOf(170_006)).toBe(
    'DATABASE_URL leads to PostgreSQL 17: version 18 or newer is needed.',
  );
  expect(refusalOf(180_000)).toBeNull();
});

it.each([
  ['nonsense', 'not an address', 'is no PostgreSQL address'],
  ['another system', 'mysql://root@localhost/shop', 'is no PostgreSQL address'],
])('says that %s is no address', async (_what, url, sentence) => {
  await expect(checkDatabase(url)).rejects.toThrow(sentence);
});

it('says that nobody answers', async () => {
  const port = await freePortFrom(45_000);
  await expect(checkDatabase(broken((url) => (url.port = port)))).rejects.toThrow(
    `No PostgreSQL answers at 127.0.0.1:${port} (ECONNREFUSED): start it, or correct DATABASE_URL.`,
  );
});

it('says that the password is wrong, without repeating it', async () => {
  const attempt = checkDatabase(broken((url) => (url.password = 'my-secret')));
  await expect(attempt).rejects.toThrow('refuses user or password: correct DATABASE_URL.');
  await expect(attempt).rejects.not.toThrow('my-secret');
});

it('says that the database is missing', async () => {
  await expect(checkDatabase(broken((url) => (url.pathname = '/missing')))).rejects.toThrow(
    'The database named in DATABASE_URL does not exist',
  );
});

it('makes a database once', async () => {
  const name = `launcher "test" ${process.pid}`;
  await createDatabase(good, name);
  await createDatabase(good, name);
  await expect(
    checkDatabase(broken((url) => (url.pathname = `/${encodeURIComponent(name)}`))),
  ).resolves.toBeUndefined();
});
