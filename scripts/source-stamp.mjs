import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * Remembers from which sources something was built, so that an unchanged one is not built again.
 * @param {string[]} sources glob patterns below the repository's top folder
 * @param {string} stampFile where the last build left its mark; it lies in the build's own folder
 */
export function sourceStamp(sources, stampFile) {
  const now = hashOf(sources);
  return {
    isFresh: () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now,
    /** Before the work: a broken-off build must not pass for the last good one. */
    forget: () => rmSync(stampFile, { force: true }),
    remember: () => writeFileSync(stampFile, now),
  };
}

function hashOf(patterns) {
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: inRoot(), exclude: isNoSource }).sort()) {
    hash.update(file).update('\0');
    if (path.extname(file) !== '') hash.update(readFileSync(inRoot(file)));
  }
  return hash.digest('hex');
}

const isNoSource = (name) => ['node_modules', 'dist'].includes(path.basename(name));
