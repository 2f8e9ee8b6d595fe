import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';
import { commandLineOf } from './proc.mjs';

/** The note in a data folder that says who has it. */
export const LOCK_FILE = 'running.json';

const fileIn = (dir) => path.join(dir, LOCK_FILE);

/**
 * Takes the data folder for this process; two launchers on one folder would fight over its database.
 * @returns `{ update(facts), release() }`; the facts are for whoever asks `running`
 * @throws PlainError naming the process that has it
 */
export function takeFolder(dir) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = fileIn(dir);
  const mine = noteOf({});
  try {
    writeFileSync(file, mine, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const other = running(dir);
    if (other) throw alreadyRunning(other);
    replace(file, mine); // the note of a killed launcher
  }
  return {
    update: (facts) => replace(file, noteOf(facts)),
    release: () => rmSync(file, { force: true }),
  };
}

const noteOf = (facts) => JSON.stringify({ pid: process.pid, ...facts });

// In one step, so that nobody reads half a note.
function replace(file, note) {
  writeFileSync(`${file}.new`, note, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function alreadyRunning({ address, pid }) {
  const where = address ? ` at ${address}` : '';
  return new PlainError(
    `Already running${where} (process ${pid}): stop it there with Ctrl-C first.`,
  );
}

/** What the launcher that has the folder said about itself, or null. A killed one's note is not believed. */
export function running(dir) {
  if (!existsSync(fileIn(dir))) return null;
  const note = JSON.parse(readFileSync(fileIn(dir), 'utf8'));
  const isAlive = commandLineOf(note.pid)?.some((word) => word.endsWith('scripts/main.mjs'));
  return isAlive && note.pid !== process.pid ? note : null;
}
