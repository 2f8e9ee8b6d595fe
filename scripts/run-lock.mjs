import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';

/** The note in a data folder that says who has it. */
export const LOCK_FILE = 'running.json';

const fileIn = (dir) => path.join(dir, LOCK_FILE);

/**
 * Takes the data folder for this process; two launchers on one folder would fight over its database.
 * @returns `{ update(facts), release() }`; the facts are for whoever asks `running`
 * @throws PlainError naming the process that has it
 */
export function takeFolder(dir) {
  const other = running(dir);
  if (other) {
    throw new PlainError(
      `Already running${other.address ? ` at ${other.address}` : ''} (process ${other.pid}): stop it there with Ctrl-C first.`,
    );
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const update = (facts) =>
    writeFileSync(fileIn(dir), JSON.stringify({ pid: process.pid, ...facts }), { mode: 0o600 });
  update({});
  return { update, release: () => rmSync(fileIn(dir), { force: true }) };
}

/** What the launcher that has the folder said about itself, or null. A killed one's note is not believed. */
export function running(dir) {
  if (!existsSync(fileIn(dir))) return null;
  const note = JSON.parse(readFileSync(fileIn(dir), 'utf8'));
  const commandLine = `/proc/${note.pid}/cmdline`;
  const isAlive =
    existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('scripts/main.mjs');
  return isAlive && note.pid !== process.pid ? note : null;
}
