import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { holdNote } from './hold-note.js';
import { tellCasesOfNote } from './tell-cases-of-note.js';

/** Voids a note: its number stays, and its cases have back what stood on it. */
@Injectable()
export class VoidNote {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, or DomainError `note-void` or `note-has-payments` */
  execute(scope: AccountScope, noteId: string, reason: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const note = await holdNote(tx, scope.accountId, noteId);
      if (note.isVoid) throw new DomainError('conflict', 'note-void', 'The note is void already.');
      if (note.paidMinor > 0n)
        throw new DomainError(
          'conflict',
          'note-has-payments',
          'Money is recorded on the note. Reverse its payments first.',
        );
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      await tx.execute(
        `with void as (
           update interest_notes set voided_at = $3, voided_by = $4, void_reason = $5, goes_with_next = false where account_id = $1 and id = $2
         )
         update interest_note_lines set is_live = false where account_id = $1 and note_id = $2`,
        [scope.accountId, noteId, at.now, actingUser(scope), reason],
      );
      await tellCasesOfNote(tx, scope, at, noteId, {
        kind: 'interest_note_voided',
        detail: reason,
      });
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'interest-note.voided',
        objectKind: 'interest-note',
        objectId: noteId,
        after: { number: note.number, reason },
      });
    });
  }
}
