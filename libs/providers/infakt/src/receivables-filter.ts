import { isOnOrAfter, isOnOrBefore, type LocalDate } from '@invoicetracker/calendar';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';

import { isCorrective } from './collections.js';
import type { ReceivablesPosition, Trust } from './receivables-cursor.js';

/** What is asked of a collection, and the same question put to each row of the answer. */
export interface ReceivablesFilter {
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** false: the row cannot have passed `parameters`, so inFakt did not apply them */
  passes(record: InvoiceRecord): boolean;
  /** whether the row is wanted at all */
  isWanted(record: InvoiceRecord): boolean;
  /** what to ask when rows do not pass; null when nothing was asked */
  readonly fallback: Trust | null;
}

export function receivablesFilter(
  position: ReceivablesPosition,
  correctionsSince: LocalDate | null,
): ReceivablesFilter {
  return isCorrective(position.collection)
    ? correctionsFilter(position.trust, correctionsSince)
    : debtsFilter(position.trust, position.dueUntil);
}

function debtsFilter(trust: Trust, dueUntil: LocalDate): ReceivablesFilter {
  const isOpen = (record: InvoiceRecord) => record.paidOn === null;
  const isWanted = (record: InvoiceRecord) =>
    isOpen(record) && record.dueOn !== null && isOnOrBefore(record.dueOn, dueUntil);
  switch (trust) {
    case 'all': {
      const parameters = [
        ['q[paid_date_null]', 'true'],
        ['q[payment_date_lteq]', dueUntil],
      ] as const;
      return { parameters, passes: isWanted, isWanted, fallback: 'unpaid' };
    }
    case 'unpaid':
      return {
        parameters: [['q[paid_date_null]', 'true']],
        passes: isOpen,
        isWanted,
        fallback: 'none',
      };
    case 'none':
      return { parameters: [], passes: () => true, isWanted, fallback: null };
  }
}

/** Corrections matter paid or not: what they take off an open invoice is not owed. */
function correctionsFilter(trust: Trust, since: LocalDate | null): ReceivablesFilter {
  const isWanted = (record: InvoiceRecord) =>
    since === null || record.issuedOn === null || isOnOrAfter(record.issuedOn, since);
  if (trust !== 'all' || since === null) {
    return { parameters: [], passes: () => true, isWanted, fallback: null };
  }
  const passes = (record: InvoiceRecord) => record.issuedOn !== null && isWanted(record);
  return { parameters: [['q[invoice_date_gteq]', since]], passes, isWanted, fallback: 'none' };
}
