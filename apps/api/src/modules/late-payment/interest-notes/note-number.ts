import type { LawCountry } from '@invoicetracker/interest';

/** What notes are numbered by while an account has chosen nothing. */
export const DEFAULT_PATTERNS: Readonly<Record<LawCountry, string>> = {
  PL: 'NO/{seq}/{year}',
  HU: 'KK/{seq}/{year}',
  DE: 'VZ/{seq}/{year}',
  EU: 'IN/{seq}/{year}',
};

const SEQ = '{seq}';
const YEAR = '{year}';
/** Letters, digits and what stands between them in a number. */
const REST = /^[\p{L}\d/._ -]*$/u;

/**
 * Both fields once, nothing that a bank or a file name chokes on, and no digit or field right beside the
 * running number: else two of them could read alike.
 */
export function isNumberPattern(pattern: string): boolean {
  const around = pattern.split(SEQ);
  if (around.length !== 2 || pattern.split(YEAR).length !== 2) return false;
  const [before, after] = around as [string, string];
  if (/[\d}]$/.test(before) || /^[\d{]/.test(after)) return false;
  return REST.test(pattern.replace(SEQ, '').replace(YEAR, ''));
}

/** The series a note issued on a day belongs to: the pattern with its year. */
export function seriesOf(pattern: string, issuedOn: string): string {
  return pattern.replace(YEAR, issuedOn.slice(0, 4));
}

export function numberIn(series: string, position: number): string {
  return series.replace(SEQ, String(position));
}
