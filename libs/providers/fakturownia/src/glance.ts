import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { finding, type SetAside, told } from '@invoicetracker/provider-kit';
import { orNull } from '@invoicetracker/provider-kit/read-row';

import { idOf } from './http/numbered-pages.js';
import { COLLECTION } from './invoice-record.js';
import { kindOf, LISTED_KINDS } from './kinds.js';
import { flag as readFlag } from './wire.js';

/** What is seen of a row before it is read: enough to hold the answer against the question, whatever else is wrong with it. */
export interface Glance {
  readonly raw: unknown;
  readonly id: string | null;
  /** cannot have passed the filters: a cost, or a kind that was not asked for */
  readonly isForeign: boolean;
  /** deleted, a cost, or of a kind that is not dealt with at all */
  readonly isNoDebt: boolean;
  /** nothing is owed on it and nothing taken off by it */
  readonly isOver: boolean;
  readonly issuedOn: LocalDate | null;
}

const flag = orNull(readFlag);

export function glance(raw: unknown): Glance {
  const row = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const { kind, status, issue_date: issuedOn } = row;
  const isPaid = status === 'paid' && kind !== 'correction';
  const isCost = flag(row['income']) === false;
  const isDeleted = flag(row['deleted']) === true;
  const isOtherKind = typeof kind === 'string' && !LISTED_KINDS.includes(kind);
  return {
    raw,
    id: idOf(raw),
    isForeign: isCost || isOtherKind,
    isNoDebt: isDeleted || isCost || (isOtherKind && kindOf(kind) === null),
    isOver: isPaid || isDeleted,
    issuedOn: typeof issuedOn === 'string' && isLocalDate(issuedOn) ? issuedOn : null,
  };
}

/** The rows of a page once, and each repeat. */
export function distinctRows(page: readonly unknown[]): {
  readonly rows: readonly Glance[];
  readonly repeats: readonly SetAside[];
} {
  const seen = new Set<string>();
  const rows: Glance[] = [];
  const repeats: SetAside[] = [];
  for (const raw of page) {
    const row = glance(raw);
    if (row.id !== null && seen.has(row.id)) {
      repeats.push({
        collection: COLLECTION,
        externalId: row.id,
        reason: 'duplicate',
        ...told(finding('came-twice')),
        record: raw,
      });
      continue;
    }
    if (row.id !== null) seen.add(row.id);
    rows.push(row);
  }
  return { rows, repeats };
}
