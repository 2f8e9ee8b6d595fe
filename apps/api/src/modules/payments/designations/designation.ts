import type { Designation } from '@invoicetracker/interest';

import { isNamedInTitle } from '../contract/named-in-title.js';
import type { DesignationView } from '../payments.dto.js';

/** What somebody has written down about a payment, the newest word; `said` false where nobody has. */
export interface DesignationRow {
  is_said: boolean;
  towards: Designation | null;
  is_followed: boolean | null;
  reason: string | null;
  by: string | null;
  said_at: Date | null;
}

/** What a payment is for: as a person says, else as its title does. */
export function designationView(
  row: DesignationRow,
  title: string | null,
  invoiceNumber: string,
  atOf: (at: Date) => string,
): DesignationView | null {
  const { towards, is_followed: isFollowed, reason, by, said_at: at } = row;
  if (!row.is_said)
    return isNamedInTitle(title, invoiceNumber)
      ? { towards: 'invoice', isFollowed: true, origin: 'title', reason: null, by: null, at: null }
      : null;
  if (towards === null) return null;
  return {
    towards,
    isFollowed: isFollowed !== false,
    origin: 'person',
    reason,
    by,
    at: at && atOf(at),
  };
}
