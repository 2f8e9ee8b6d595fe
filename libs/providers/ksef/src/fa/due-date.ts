import { type Finding, finding } from '@invoicetracker/provider-kit';
import type { LocalDate } from '@invoicetracker/calendar';

import type { FaBody } from './document.js';

export type DueDate =
  | { readonly dueOn: LocalDate }
  /** why there is none */
  | { readonly missing: Finding };

/**
 * The last day to pay. Instalments come without amounts, so nothing says what is due on the first of them: the whole is
 * taken to be due on the last. A term in words only ("30 days from receipt") is not guessed at.
 *
 * @param settledOn of a document with nothing left to pay; it needs no term
 */
export function dueDateOf(fa: FaBody, settledOn: LocalDate | null): DueDate {
  const terms = fa.Platnosc?.TerminPlatnosci ?? [];
  const days = terms.flatMap(({ Termin: day }) => (day === null ? [] : [day])).sort();
  const last = days.at(-1);
  if (last !== undefined && days.length === terms.length) return { dueOn: last };
  if (settledOn !== null) return { dueOn: settledOn };
  if (terms.length === 0) return { missing: finding('no-term') };
  return { missing: finding('term-without-day', null, described(terms)) };
}

function described(terms: readonly { TerminOpis?: unknown }[]): string | null {
  const words = terms.flatMap(({ TerminOpis: term }) => wordsIn(term));
  return words.length === 0 ? null : words.join(' ').slice(0, 200);
}

/** FA(3) has amount, unit and event; FA(2) one text. */
function wordsIn(term: unknown): string[] {
  if (typeof term === 'string') return term === '' ? [] : [term];
  if (typeof term !== 'object' || term === null) return [];
  return Object.values(term).filter((part) => typeof part === 'string');
}
