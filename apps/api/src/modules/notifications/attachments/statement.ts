import { type Money, sumByCurrency } from '@invoicetracker/money';

/** How a line of a statement stands on the day of the statement. */
export type Standing = 'overdue' | 'due-later' | 'disputed' | 'promised' | 'credit' | 'paid-back';

/** Something open between the firm and a client: an invoice, an interest note, a credit note, or money not yet allocated, also such that went back. */
export interface OpenItem {
  /** Its number; null for money not yet allocated. */
  readonly number: string | null;
  readonly issuedOn: string | null;
  /** Null where nothing is due. */
  readonly dueOn: string | null;
  readonly amount: Money;
  readonly paid: Money;
  /** Negative for what the client is owed. */
  readonly open: Money;
  readonly standing: Standing;
}

/** Everything open with a client on a day, and what of it is asked for now. */
export interface Statement {
  readonly items: readonly OpenItem[];
  /** Per currency: currencies are never added. */
  readonly open: readonly Money[];
  /** Past due, neither disputed nor promised. */
  readonly overdue: readonly Money[];
}

/** What is contested, promised or not yet due is shown but not asked for. */
export function statementOf(items: readonly OpenItem[]): Statement {
  const overdue = items.filter((item) => item.standing === 'overdue');
  return {
    items,
    open: sumByCurrency(items.map((item) => item.open)),
    overdue: sumByCurrency(overdue.map((item) => item.open)),
  };
}
