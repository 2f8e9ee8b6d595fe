import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { CompanyDefaults } from './infakt/companies.js';
import type { CompanyChange } from './infakt/company-change.js';

export interface JournalEntry {
  readonly key: string;
  readonly change: CompanyChange;
}

export interface Journal {
  /** what the books are made up from; that of the first start, so that no due date moves when the sandbox restarts */
  readonly start: CompanyDefaults;
  readonly entries: readonly JournalEntry[];
  write(key: string, change: CompanyChange): void;
}

/** A file of JSON lines: the start first, then every change to the books. Without a file nothing is kept. */
export function openJournal(file: string | null, start: CompanyDefaults): Journal {
  if (file === null) return { start, entries: [], write: () => undefined };
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, line(start));
  }
  const [first, ...entries] = completeLines(file);
  return {
    start: first as CompanyDefaults,
    entries: entries as JournalEntry[],
    write: (key, change) => appendFileSync(file, line({ key, change })),
  };
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
