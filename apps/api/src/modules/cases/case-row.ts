import { daysBetween, localDate } from '@invoicetracker/calendar';

import { moneyOf } from '../../platform/http/money.dto.js';
import type { CaseRow } from './cases.dto.js';
import type { HoldView } from './holds/holds.dto.js';

/** What a row of a list needs, of `cases c`, `case_schedule s` and `CASE_ROW_HOLD`. */
export const CASE_ROW_COLUMNS = `c.id, c.invoice_id, c.number, c.client_id, c.client_name, c.balance_minor, c.gross_minor, c.currency, c.due_on,
  c.stage_key, c.state, c.closed_reason, c.closed_on, c.is_ready_for_hand_over, s.next_on, s.next_stage_key, s.reason,
  h.hold_id, h.code as hold_code, h.subject as hold_subject, h.reason as hold_reason, h.until as hold_until`;

/** Where the columns of its hold come from, for a row of `cases c`. */
export const CASE_ROW_HOLD = 'cross join lateral case_hold(c.account_id, c.id, c.client_id) h';

/** A row of `cases` beside its row of `case_schedule`, as the driver gives it. */
export interface CaseRowRecord {
  id: string;
  invoice_id: string;
  number: string;
  client_id: string;
  client_name: string;
  balance_minor: string;
  gross_minor: string;
  currency: string;
  due_on: string;
  stage_key: string | null;
  state: 'active' | 'closed';
  closed_reason: string | null;
  closed_on: string | null;
  next_on: string | null;
  next_stage_key: string | null;
  reason: string | null;
  is_ready_for_hand_over: boolean;
  hold_id: string | null;
  hold_code: HoldView['code'];
  hold_subject: HoldView['subject'];
  hold_reason: string;
  hold_until: string | null;
}

/** @param today the account's day, for the days past due of a case that is still open */
export function toCaseRow(row: CaseRowRecord, today: string): CaseRow {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number,
    client: { id: row.client_id, name: row.client_name },
    balance: moneyOf(row.balance_minor, row.currency),
    gross: moneyOf(row.gross_minor, row.currency),
    dueOn: row.due_on,
    daysPastDue: daysBetween(localDate(row.due_on), localDate(row.closed_on ?? today)),
    stageKey: row.stage_key,
    state: row.state,
    closedReason: row.closed_reason,
    closedOn: row.closed_on,
    nextOn: row.next_on,
    nextStageKey: row.next_stage_key,
    nextReason: row.reason,
    isReadyForHandOver: row.is_ready_for_hand_over,
    hold: holdOf(row, today),
  };
}

/** On the day a hold names it is over, also before the daily run has said so. */
function holdOf(row: CaseRowRecord, today: string): HoldView | null {
  if (row.hold_id === null || (row.hold_until !== null && row.hold_until <= today)) return null;
  return {
    id: row.hold_id,
    code: row.hold_code,
    subject: row.hold_subject,
    reason: row.hold_reason,
    until: row.hold_until,
  };
}
