import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { InterestNoteFacts } from '../../notifications/contract/interest-note-facts.js';
import type {
  InterestNoteMessage,
  InterestNotePaymentView,
  InterestNoteView,
  InterestNoteVoided,
} from './interest-notes.dto.js';
import { lineView } from './line-view.js';
import { type NoteRow, NOTE_COLUMNS, toNoteRow } from './note-row.js';

interface Row extends NoteRow {
  language: InterestNoteView['language'];
  facts: InterestNoteFacts;
  case_ids: string[];
  file_sha256: string;
  issued_by: string | null;
  issued_at: Date;
  voided_at: Date | null;
  voided_by: string | null;
  void_reason: string | null;
  goes_with_next: boolean;
  enclosed_in: string | null;
}

/** One note with everything that became of it, and its document. */
@Injectable()
export class InterestNoteQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound */
  show(scope: AccountScope, noteId: string): Promise<InterestNoteView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<Row>(NOTE, [scope.accountId, noteId]);
      if (row === undefined) throw new NotFound('interest note');
      const payments = await readPayments(tx, scope.accountId, noteId, row.currency);
      const messages = await readMessages(tx, scope.accountId, noteId, row.enclosed_in);
      return {
        ...toNoteRow(row, await this.day.today(tx, scope)),
        language: row.language,
        issuedBy: row.issued_by,
        issuedAt: row.issued_at.toISOString(),
        fileHash: row.file_sha256,
        lines: row.facts.lines.map((line, index) =>
          lineView(row.case_ids[index]!, line, row.currency),
        ),
        payments,
        voided: voidedOf(row),
        goesWithNext: row.goes_with_next && !messages.some(isEnclosedAndSent),
        messages,
      };
    });
  }

  /** The document as it was issued, byte for byte. @throws NotFound */
  async file(scope: AccountScope, noteId: string): Promise<{ number: string; content: Buffer }> {
    const row = await this.tenancy.inAccount(scope, (tx) =>
      tx.one<{ number: string; content: Buffer }>(
        'select number, file as content from interest_notes where account_id = $1 and id = $2',
        [scope.accountId, noteId],
      ),
    );
    if (row === undefined) throw new NotFound('interest note');
    return row;
  }
}

const NOTE = `
select ${NOTE_COLUMNS}, t.language, t.facts, t.file_sha256, i.name as issued_by, t.issued_at, t.voided_at, v.name as voided_by, t.void_reason, t.goes_with_next, t.enclosed_in,
       array(select w.case_id from interest_note_lines w where w.account_id = $1 and w.note_id = t.id order by w.position) as case_ids
  from interest_notes t
  join clients l on l.account_id = t.account_id and l.id = t.client_id
  left join users i on i.id = t.issued_by
  left join users v on v.id = t.voided_by
 where t.account_id = $1 and t.id = $2`;

function voidedOf({ voided_at, voided_by, void_reason }: Row): InterestNoteVoided | null {
  if (voided_at === null) return null;
  return { at: voided_at.toISOString(), by: voided_by, reason: void_reason! };
}

/** Sent with another message: it waits no more. */
function isEnclosedAndSent({ isAlone, state }: InterestNoteMessage): boolean {
  return !isAlone && state === 'sent';
}

async function readMessages(
  tx: Transaction,
  accountId: string,
  noteId: string,
  enclosedIn: string | null,
): Promise<InterestNoteMessage[]> {
  const rows = await tx.query<Omit<InterestNoteMessage, 'sentAt'> & { sentAt: Date | null }>(
    `select id as "noticeId", interest_note_id is not null as "isAlone", state, reason, sent_at as "sentAt" from notices
      where account_id = $1 and (interest_note_id = $2 or id = $3) order by id desc`,
    [accountId, noteId, enclosedIn],
  );
  return rows.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt?.toISOString() ?? null }));
}

async function readPayments(
  tx: Transaction,
  accountId: string,
  noteId: string,
  currency: string,
): Promise<InterestNotePaymentView[]> {
  const rows = await tx.query<
    Omit<InterestNotePaymentView, 'amount' | 'at'> & { minor: string; at: Date }
  >(
    `select p.id, p.paid_on as "paidOn", p.amount_minor as minor, p.remark, u.name as by, p.recorded_at as at, p.reverses,
            exists (select 1 from interest_note_payments r where r.account_id = $1 and r.reverses = p.id) as "isReversed"
       from interest_note_payments p left join users u on u.id = p.recorded_by
      where p.account_id = $1 and p.note_id = $2 order by p.id`,
    [accountId, noteId],
  );
  return rows.map(({ minor, at, ...row }) => ({
    ...row,
    amount: moneyOf(minor, currency),
    at: at.toISOString(),
  }));
}
