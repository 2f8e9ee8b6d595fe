import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { ChargeChoiceBody } from './case-claim.dto.js';

/** Gives up interest or compensation of a case, or takes that back: also long after the invoice was paid. */
@Injectable()
export class ChooseCharges {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, or DomainError `late-charge-noted` where it stands on a note that is open */
  execute(
    scope: AccountScope,
    caseId: string,
    { part, isWaived, reason }: ChargeChoiceBody,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const known = await tx.one(
        'select 1 from cases where account_id = $1 and id = $2 for no key update',
        [scope.accountId, caseId],
      );
      if (known === undefined) throw new NotFound('case');
      if (isWaived) await requireNotNoted(tx, scope.accountId, caseId, part);
      await tx.execute(
        `insert into late_charge_choices (account_id, case_id, part, is_waived, reason, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [scope.accountId, caseId, part, isWaived, reason, actingUser(scope), this.clock.now()],
      );
      await audit(tx, scope, this.clock.wallNow(), {
        action: isWaived ? 'late-charge.waived' : 'late-charge.kept',
        objectKind: 'case',
        objectId: caseId,
        after: { part, reason },
      });
    });
  }
}

/** What is on paper is given up by voiding the paper: else both would stand. */
async function requireNotNoted(
  tx: Transaction,
  accountId: string,
  caseId: string,
  part: ChargeChoiceBody['part'],
): Promise<void> {
  const note = await tx.one<{ number: string }>(
    `select t.number from interest_note_lines w join interest_notes t on t.account_id = w.account_id and t.id = w.note_id
      where w.account_id = $1 and w.case_id = $2 and w.is_live and t.paid_minor < t.total_minor
        and case $3 when 'interest' then w.interest_minor > 0 else w.compensation_minor is not null end limit 1`,
    [accountId, caseId, part],
  );
  if (note === undefined) return;
  throw new DomainError(
    'conflict',
    'late-charge-noted',
    `It stands on the interest note ${note.number}. Void the note first.`,
  );
}
