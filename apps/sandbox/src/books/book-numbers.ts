import type { DocumentKind } from './book-document.js';
import type { BooksCountry } from './books-plan.js';

const PREFIXES: Readonly<Record<BooksCountry, Partial<Record<DocumentKind, string>>>> = {
  PL: {
    proforma: 'PRO ',
    advance: 'ZAL ',
    final: 'KON ',
    correction: 'KOR ',
    cancellation: 'ANU ',
    receipt: 'PAR ',
    estimate: 'WYC ',
  },
  HU: {
    proforma: 'D-',
    advance: 'E-',
    final: 'V-',
    correction: 'M-',
    cancellation: 'S-',
    receipt: 'NY-',
    estimate: 'A-',
  },
};

/** How far each run of numbers has come; numbers are unique only inside their run. */
export class NumberRuns {
  private readonly last = new Map<string, number>();

  next(run: string): number {
    const next = (this.last.get(run) ?? 0) + 1;
    this.last.set(run, next);
    return next;
  }
}

/** "16/03/2026" counted by the month in Poland, "2026-000016" by the year in Hungary, with the kind in front. */
export function documentNumber(
  country: BooksCountry,
  kind: DocumentKind,
  issuedOn: string,
  numbers: NumberRuns,
): string {
  const prefix = PREFIXES[country][kind] ?? '';
  const [year, month] = issuedOn.split('-') as [string, string];
  if (country === 'HU')
    return `${prefix}${year}-${String(numbers.next(prefix + year)).padStart(6, '0')}`;
  return `${prefix}${numbers.next(`${prefix}${month}/${year}`)}/${month}/${year}`;
}
