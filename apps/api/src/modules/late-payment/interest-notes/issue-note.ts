import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { interestNotePdf } from '../../notifications/contract/interest-note-pdf.js';
import { DraftNote } from './draft-note.js';
import type { InterestNoteBody } from './interest-notes.dto.js';
import { type NoteDraft, requireWhole } from './read-note-draft.js';
import { type TakenNumber, takeNumber } from './take-number.js';
import { tellCasesOfNote } from './tell-cases-of-note.js';

/** Puts interest and compensation of cases on a numbered note that says the same for ever. */
@Injectable()
export class IssueNote {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly draftNote: DraftNote,
  ) {}

  /**
   * Number, figures and document are one transaction: whoever issues for the same cases at the same time waits,
   * and finds nothing left.
   *
   * @returns its id
   * @throws as `DraftNote`, or DomainError `note-blocked` or `figures-changed`
   */
  execute(scope: AccountScope, { total, ...wanted }: InterestNoteBody): Promise<string> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await tx.query(
        'select 1 from cases where account_id = $1 and id = any ($2) order by id for no key update',
        [scope.accountId, wanted.caseIds],
      );
      const { draft, pattern } = await this.draftNote.read(tx, scope, wanted);
      requireWhole(draft);
      requireSeen(draft, total);
      const taken = await takeNumber(tx, scope.accountId, pattern, draft.facts.issuedOn);
      const noteId = await this.store(tx, scope, draft, taken);
      await this.tell(tx, scope, noteId, draft, taken);
      return noteId;
    });
  }

  private async store(
    tx: Transaction,
    scope: AccountScope,
    draft: NoteDraft,
    { number, series, position }: TakenNumber,
  ): Promise<string> {
    const facts = { ...draft.facts, number };
    const file = await interestNotePdf(facts);
    const row = await tx.one<{ id: string }>(INSERT, [
      scope.accountId,
      draft.clientId,
      number,
      series,
      position,
      facts.language,
      draft.currency,
      facts.issuedOn,
      facts.payBy,
      draft.interestMinor,
      draft.compensationMinor,
      JSON.stringify(facts),
      file,
      createHash('sha256').update(file).digest('hex'),
      actingUser(scope),
      this.clock.now(),
    ]);
    const noteId = row!.id;
    await tx.execute(INSERT_LINES, [
      scope.accountId,
      noteId,
      draft.lines.map((line) => line.caseId),
      draft.lines.map((line) => line.interest.minor),
      draft.lines.map((line) => line.compensation?.minor ?? null),
    ]);
    return noteId;
  }

  private async tell(
    tx: Transaction,
    scope: AccountScope,
    noteId: string,
    { facts, lines, clientId }: NoteDraft,
    { number }: TakenNumber,
  ): Promise<void> {
    await tellCasesOfNote(tx, scope, { now: this.clock.now(), today: facts.issuedOn }, noteId, {
      kind: 'interest_note_issued',
    });
    await audit(tx, scope, this.clock.wallNow(), {
      action: 'interest-note.issued',
      objectKind: 'interest-note',
      objectId: noteId,
      after: { number, total: facts.total, clientId, caseIds: lines.map((line) => line.caseId) },
    });
  }
}

const INSERT = `
insert into interest_notes (account_id, client_id, number, series, position, language, currency, issued_on, pay_by, interest_minor, compensation_minor,
                            facts, file, file_sha256, issued_by, issued_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning id`;

const INSERT_LINES = `
insert into interest_note_lines (account_id, note_id, case_id, position, interest_minor, compensation_minor)
select $1, $2, w.case_id, w.position, w.interest, w.compensation
  from unnest($3::uuid[], $4::bigint[], $5::bigint[]) with ordinality as w(case_id, interest, compensation, position)`;

function requireSeen({ facts }: NoteDraft, seen: InterestNoteBody['total']): void {
  if (seen === undefined) return;
  if (seen.amount === facts.total.amount && seen.currency === facts.total.currency) return;
  throw new DomainError(
    'conflict',
    'figures-changed',
    'The figures have changed since they were looked at. Look at them again.',
  );
}
