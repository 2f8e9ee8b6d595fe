import { readFileSync } from 'node:fs';

/** Where the sandbox takes the time from; the only place of this program that reads the real clock. */
export type Clock = () => Date;

export const realClock: Clock = () => new Date();

/**
 * The clock that api, worker and sandbox share: real time plus the offset found in a file, read on every use so that
 * all of them jump together. The file holds `{"offsetMs": 123}`; no file means no offset.
 * @throws when the file is there and does not hold a number, because guessing would date invoices wrongly
 */
export function movableClock(file: string): Clock {
  return () => new Date(Date.now() + offsetIn(file));
}

function offsetIn(file: string): number {
  const text = read(file);
  if (text === null) return 0;
  const { offsetMs } = JSON.parse(text) as { offsetMs?: unknown };
  if (typeof offsetMs === 'number' && Number.isFinite(offsetMs)) return offsetMs;
  throw new Error(`${file} does not hold a number "offsetMs".`);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
