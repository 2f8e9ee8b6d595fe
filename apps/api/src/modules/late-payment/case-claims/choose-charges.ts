import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
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

  /** @throws NotFound */
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
