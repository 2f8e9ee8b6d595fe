import { moneyOf } from '../../../platform/http/money.dto.js';
import type { InterestNoteRow } from './interest-notes.dto.js';

export interface NoteRow {
  id: string;
  number: string;
  client_id: string;
  client_name: string;
  issued_on: string;
  pay_by: string;
  currency: string;
  interest_minor: string;
  compensation_minor: string;
  total_minor: string;
  paid_minor: string;
  is_void: boolean;
}

/** Of `interest_notes t` and `clients l`: never the file. */
export const NOTE_COLUMNS = `t.id, t.number, t.client_id, l.name as client_name, t.issued_on, t.pay_by, t.currency, t.interest_minor, t.compensation_minor,
       t.total_minor, t.paid_minor, t.voided_at is not null as is_void`;

/** @param today the account's day */
export function toNoteRow(row: NoteRow, today: string): InterestNoteRow {
  const amount = (minor: string | bigint) => moneyOf(minor, row.currency);
  const state = stateOf(row);
  return {
    id: row.id,
    number: row.number,
    client: { id: row.client_id, name: row.client_name },
    state,
    issuedOn: row.issued_on,
    payBy: row.pay_by,
    isOverdue: state === 'open' && row.pay_by < today,
    interest: amount(row.interest_minor),
    compensation: amount(row.compensation_minor),
    total: amount(row.total_minor),
    paid: amount(row.paid_minor),
    open: amount(state === 'void' ? 0n : BigInt(row.total_minor) - BigInt(row.paid_minor)),
  };
}

function stateOf({ is_void, paid_minor, total_minor }: NoteRow): InterestNoteRow['state'] {
  if (is_void) return 'void';
  return paid_minor === total_minor ? 'paid' : 'open';
}
