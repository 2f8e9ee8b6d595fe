import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import type { BooksMix } from './books/books-plan.js';

/** What all books are made up from. */
export interface JournalStart {
  readonly startDay: string;
  readonly seed: string;
  readonly invoices: number;
  readonly mix: BooksMix;
}

interface JournalEntry {
  readonly player: string;
  readonly key: string;
  readonly change: unknown;
}

export interface Journal {
  /** that of the first start, so that no due date moves when the sandbox restarts */
  readonly start: JournalStart;
  /** what happened at one provider, in its order; `change` is as it was written */
  entriesOf(player: string): readonly { readonly key: string; readonly change: unknown }[];
  write(player: string, key: string, change: unknown): void;
}

const FORMAT = 2;

/** A file of JSON lines: the start first, then every change to any books. Without a file nothing is kept. */
export function openJournal(file: string | null, start: JournalStart): Journal {
  if (file === null) return { start, entriesOf: () => [], write: () => undefined };
  setAsideOlder(file);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, line({ format: FORMAT, ...start }));
  }
  const [first, ...entries] = completeLines(file);
  return {
    start: first as JournalStart,
    entriesOf: (player) => (entries as JournalEntry[]).filter((entry) => entry.player === player),
    write: (player, key, change) => appendFileSync(file, line({ player, key, change })),
  };
}

/** Older journals knew inFakt only and cannot be replayed; the books start anew and the file stays to be looked at. */
function setAsideOlder(file: string): void {
  if (!existsSync(file)) return;
  const [first] = completeLines(file) as { format?: unknown }[];
  if (first?.format === FORMAT) return;
  renameSync(file, `${file}.old`);
  const msg = `${file} was written by an older sandbox: it stays as ${file}.old, all books start anew`;
  process.stderr.write(line({ level: 'warn', msg }));
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** A process killed while writing leaves a last line without its end; that change was never confirmed to anybody. */
function completeLines(file: string): unknown[] {
  const text = readFileSync(file, 'utf8');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  if (complete !== text) writeFileSync(file, complete);
  return complete
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row) as unknown);
}
