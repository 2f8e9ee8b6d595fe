import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type { Moment } from '../../cases/contract/moment.js';
import { type HeldNote, holdNote } from './hold-note.js';
import type { InterestNoteSendBody } from './interest-notes.dto.js';
import { tellCasesOfNote } from './tell-cases-of-note.js';

/**
 * Hands a note to the outbox: alone, as a message of its own with the undo window, the sending hours and the last
 * look of any other, or with whatever is written to the client next.
 */
@Injectable()
export class SendNote {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws NotFound, or DomainError `note-void`, `note-paid` or `note-under-way` */
  execute(scope: AccountScope, noteId: string, how: InterestNoteSendBody['how']): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const note = await holdNote(tx, scope.accountId, noteId);
      if (how !== 'not-with-next') requireOwed(note);
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      if (how === 'alone') await this.planAlone(tx, scope, at, noteId);
      else await waitForNext(tx, scope, noteId, how === 'with-next');
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'interest-note.sent',
        objectKind: 'interest-note',
        objectId: noteId,
        after: { number: note.number, how },
      });
    });
  }

  private async planAlone(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    noteId: string,
  ): Promise<void> {
    const planned = await tx.one<{ id: string }>(PLAN, [
      scope.accountId,
      noteId,
      at.today,
      at.now,
      NOTE_STAGE,
    ]);
    if (planned === undefined)
      throw new DomainError(
        'conflict',
        'note-under-way',
        'A message with this note is on its way already. Look in the outbox.',
      );
    await tellCasesOfNote(tx, scope, at, noteId, {
      kind: 'interest_note_mailed',
      noticeId: planned.id,
    });
    await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
  }
}

/** What a message with a note is called where others have the key of a stage. */
const NOTE_STAGE = 'interest-note';

const PLAN = `
insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, sender_kind, state, planned_on, not_before, created_at,
                     interest_note_id)
select t.account_id, t.client_id, $5, 0, 'client', 'email', t.language, 'normal', 'planned', $3, $4::timestamptz + a.undo_minutes * interval '1 minute', $4, t.id
  from interest_notes t join accounts a on a.id = t.account_id
 where t.account_id = $1 and t.id = $2
on conflict (account_id, interest_note_id) where interest_note_id is not null and state not in ('sent', 'refused', 'cancelled') do nothing
returning id`;

function requireOwed({ isVoid, totalMinor, paidMinor }: HeldNote): void {
  if (isVoid) throw new DomainError('conflict', 'note-void', 'The note is void.');
  if (paidMinor === totalMinor)
    throw new DomainError('conflict', 'note-paid', 'The note is paid: nothing is owed on it.');
}

async function waitForNext(
  tx: Transaction,
  { accountId }: AccountScope,
  noteId: string,
  isWaiting: boolean,
): Promise<void> {
  await tx.execute(
    'update interest_notes set goes_with_next = $3, enclosed_in = case when $3 then null else enclosed_in end where account_id = $1 and id = $2',
    [accountId, noteId, isWaiting],
  );
}
