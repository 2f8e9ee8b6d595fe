import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';

import { describeFindings, type Finding, finding, type FindingCode } from './finding.js';

/**
 * Takes a value of a provider's JSON for what it should be. Rows come by the hundred thousand, and what a general
 * validator makes to read one is more than the row itself.
 *
 * @throws Misread
 */
export type Reader<T> = (value: unknown) => T;
export type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** Says which fields are wrong and how; never what they hold. */
export class Misread extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(describeFindings(findings));
    this.name = 'Misread';
  }
}

export function misread(code: FindingCode): Misread {
  return new Misread([finding(code)]);
}

/** What was read, or what is wrong with it. */
export type Attempted<T> =
  | { readonly isRead: true; readonly value: T }
  | { readonly isRead: false; readonly findings: readonly Finding[] };

export function attempt<T>(read: Reader<T>, value: unknown): Attempted<T> {
  try {
    return { isRead: true, value: read(value) };
  } catch (error) {
    if (error instanceof Misread) return { isRead: false, findings: error.findings };
    throw error;
  }
}

type Fields = Readonly<Record<string, Reader<unknown>>>;
type RowOf<F extends Fields> = { readonly [Name in keyof F]: ReadBy<F[Name]> };

export interface RowReader<F extends Fields> {
  (value: unknown): RowOf<F>;
  /** names of the fields that are read */
  readonly names: readonly string[];
}

/** An object with these fields; others are ignored, whatever they hold. All wrong fields are named, not only the first. */
export function row<F extends Fields>(fields: F): RowReader<F> {
  const names = Object.keys(fields);
  const readers = Object.values(fields);
  // copied for each row: an object that grows field by field is moved several times
  const empty: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  const read = (value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw misread('not-an-object');
    const given = value as Record<string, unknown>;
    const found = { ...empty };
    const wrong: Finding[] = [];
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at]!;
      try {
        found[name] = readers[at]!(given[name]);
      } catch (error) {
        wrong.push(...findingsIn(name, error));
      }
    }
    if (wrong.length > 0) throw new Misread(wrong);
    return found as RowOf<F>;
  };
  return Object.assign(read, { names });
}

export function list<T>(read: Reader<T>): Reader<T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw misread('not-a-list');
    return value.map((entry: unknown, index) => {
      try {
        return read(entry);
      } catch (error) {
        throw new Misread(findingsIn(String(index), error));
      }
    });
  };
}

/** Null where nothing is said: the field is missing or null. */
export function perhaps<T>(read: Reader<T>): Reader<T | null> {
  return (value) => (value === undefined || value === null ? null : read(value));
}

/** What is not as it should be means nothing. */
export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value) => {
    const attempted = attempt(read, value);
    return attempted.isRead ? attempted.value : null;
  };
}

/** Trimmed; null and "" both mean empty. */
export const text: Reader<string | null> = (value) => {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw misread('not-text');
  return value.trim() || null;
};

/** As it stands. */
export const plainText: Reader<string> = (value) => {
  if (typeof value !== 'string') throw misread('missing-or-not-text');
  return value;
};

/** As it stands, and not empty. */
export const neededText: Reader<string> = (value) => {
  if (plainText(value) === '') throw misread('empty');
  return value as string;
};

/** A calendar day, "2026-02-28", or none. */
export const day: Reader<LocalDate | null> = (value) => {
  const written = text(value);
  if (written === null || isLocalDate(written)) return written;
  throw misread('not-a-day');
};

export const yesOrNo: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') throw misread('neither-yes-nor-no');
  return value;
};

export const wholeNumber: Reader<number> = (value) => {
  if (!Number.isSafeInteger(value)) throw misread('not-a-whole-number');
  return value as number;
};

/** From 1. */
export const idNumber: Reader<number> = (value) => {
  if (wholeNumber(value) < 1) throw misread('not-an-id');
  return value as number;
};

/**
 * A JSON number as decimal text, never in scientific notation. Up to fifteen digits a double gives back exactly the
 * digits that were sent, which is every amount below ten thousand milliards with its two decimals.
 */
export const decimalNumber: Reader<string> = (value) => {
  if (!Number.isFinite(value)) throw misread('not-a-number');
  const written = String(value);
  return written.includes('e')
    ? (value as number).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : written;
};

export function oneOf<const T extends string>(values: readonly T[]): Reader<T> {
  return (value) => {
    if (!values.includes(value as T)) throw misread('not-a-known-value');
    return value as T;
  };
}

function findingsIn(name: string, error: unknown): Finding[] {
  if (!(error instanceof Misread)) throw error;
  return error.findings.map((one) => ({
    ...one,
    field: one.field === null ? name : `${name}.${one.field}`,
  }));
}
