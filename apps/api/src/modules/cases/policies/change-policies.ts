import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { moveCases } from './move-cases.js';
import type { WantedChange } from './wanted-change.js';
import { writeChange } from './write-change.js';

/**
 * Changes a policy, whom it is for, or which one is the default. Running cases stay where they are unless
 * the caller says that they move; either way the change can be taken back.
 */
@Injectable()
export class ChangePolicies {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, Stale, or Invalid `policy-does-not-hold` naming each field */
  execute(scope: AccountScope, wanted: WantedChange, isMovingRunning: boolean): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const written = await writeChange(tx, scope, now, wanted);
      const { id } = (await tx.one<{ id: string }>(
        `insert into policy_changes (account_id, kind, policy_id, before, after, moved_cases, made_by, made_at)
         values ($1, $2, $3, $4, $5, 0, $6, $7) returning id`,
        [
          scope.accountId,
          written.kind,
          written.policyId,
          JSON.stringify(written.before),
          JSON.stringify(written.after),
          actingUser(scope),
          now,
        ],
      ))!;
      const today = await this.day.today(tx, scope);
      const movedCases = isMovingRunning
        ? await moveCases(tx, scope.accountId, written.reach, id, today)
        : 0;
      await tx.execute(
        'update policy_changes set moved_cases = $3 where account_id = $1 and id = $2',
        [scope.accountId, id, movedCases],
      );
      await audit(tx, scope, now, {
        action: 'policy.changed',
        objectKind: 'policy',
        objectId: written.policyId,
        before: { kind: written.kind, ...written.before },
        after: { kind: written.kind, ...written.after, movedCases },
      });
    });
  }
}
