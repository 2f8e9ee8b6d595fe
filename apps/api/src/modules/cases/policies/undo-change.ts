import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { moveBack } from './move-cases.js';
import type { Target } from './wanted-change.js';
import { assign, lockPolicy, makeDefault } from './write-change.js';

/**
 * Takes the newest change back that still holds: the policies are what they were before it, and the cases
 * it moved go back, but those that have been moved again or are closed. What was sent stays sent.
 */
@Injectable()
export class UndoChange {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, or DomainError `not-the-newest-change` */
  execute(scope: AccountScope, changeId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const change = await lockNewest(tx, scope, changeId);
      await takeBack(tx, scope, now, change);
      const today = await this.day.today(tx, scope);
      const movedCases = await moveBack(tx, scope.accountId, changeId, today);
      await tx.execute(
        'update policy_changes set undone_at = $3, undone_by = $4 where account_id = $1 and id = $2',
        [scope.accountId, changeId, now, actingUser(scope)],
      );
      await audit(tx, scope, now, {
        action: 'policy.change-undone',
        objectKind: 'policy',
        objectId: change.policy_id,
        before: { kind: change.kind, ...change.after },
        after: { kind: change.kind, ...change.before, movedCases },
      });
    });
  }
}

type ChangeRow = { policy_id: string } & (
  | { kind: 'version'; before: { version: number; name: string }; after: object }
  | {
      kind: 'assignment';
      before: { target: Target; policyId: string | null };
      after: { policyId: string | null };
    }
  | { kind: 'default'; before: { policyId: string }; after: object }
);

async function lockNewest(
  tx: Transaction,
  scope: AccountScope,
  changeId: string,
): Promise<ChangeRow> {
  const row = await tx.one<ChangeRow & { is_newest: boolean }>(
    `select c.kind, c.policy_id, c.before, c.after,
            c.undone_at is null and not exists (
              select 1 from policy_changes n where n.account_id = c.account_id and n.undone_at is null and n.id > c.id) as is_newest
       from policy_changes c where c.account_id = $1 and c.id = $2 for update`,
    [scope.accountId, changeId],
  );
  if (row === undefined) throw new NotFound('change');
  if (!row.is_newest)
    throw new DomainError(
      'conflict',
      'not-the-newest-change',
      'Changes are taken back one after the other, the newest first.',
    );
  return row;
}

async function takeBack(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  change: ChangeRow,
): Promise<void> {
  const { accountId } = scope;
  switch (change.kind) {
    case 'version':
      await lockPolicy(tx, accountId, change.policy_id);
      await tx.execute(
        'update policies set current_version = $3, name = $4, revision = revision + 1 where account_id = $1 and id = $2',
        [accountId, change.policy_id, change.before.version, change.before.name],
      );
      return;
    case 'assignment': {
      const { target, policyId } = change.before;
      if (policyId !== null) await lockPolicy(tx, accountId, policyId);
      await tx.execute(
        `delete from policy_assignments where account_id = $1 and ${target.kind}_id = $2`,
        [accountId, target.id],
      );
      await assign(tx, accountId, now, target, policyId);
      return;
    }
    case 'default':
      await lockPolicy(tx, accountId, change.before.policyId);
      await makeDefault(tx, accountId, change.before.policyId);
  }
}
