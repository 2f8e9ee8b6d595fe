import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';

/** What happened to a note. */
export interface NoteEvent {
  readonly kind:
    | 'interest_note_issued'
    | 'interest_note_voided'
    | 'interest_note_paid'
    | 'interest_note_payment_reversed'
    | 'interest_note_mailed';
  /** the money it is about; left out: the note's total */
  readonly amountMinor?: bigint;
  /** somebody's reason */
  readonly detail?: string;
  /** the message that brings it */
  readonly noticeId?: string;
}

/** Writes into the history of every case of a note what happened to it. */
export async function tellCasesOfNote(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noteId: string,
  { kind, amountMinor, detail, noticeId }: NoteEvent,
): Promise<void> {
  await tx.execute(
    `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
     select $1, w.case_id, $3, $4, $5, $6::uuid,
            jsonb_build_object('interestNoteId', t.id, 'number', t.number, 'amountMinor', coalesce($7::bigint, t.total_minor)::text, 'currency', t.currency,
                               'detail', $8::text, 'noticeId', $9::text)
       from interest_notes t join interest_note_lines w on w.account_id = t.account_id and w.note_id = t.id
      where t.account_id = $1 and t.id = $2`,
    [
      scope.accountId,
      noteId,
      at.now,
      at.today,
      kind,
      actingUser(scope),
      amountMinor ?? null,
      detail ?? null,
      noticeId ?? null,
    ],
  );
}
