import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { MemberView, StaffRole } from './members.dto.js';
import { readMember } from './members.query.js';

/** Gives a member another role, or ends the membership. Both hold from the person's next request on. */
@Injectable()
export class ChangeMember {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, or Invalid `last-admin` */
  setRole(scope: AccountScope, userId: string, role: StaffRole): Promise<MemberView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await lockMembers(tx, scope.accountId);
      const before = await readMember(tx, scope.accountId, userId);
      if (before.role === role) return before;
      await tx.execute('update memberships set role = $3 where account_id = $1 and user_id = $2', [
        scope.accountId,
        userId,
        role,
      ]);
      await requireAdmin(tx, scope.accountId);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'member.role-changed',
        objectKind: 'user',
        objectId: userId,
        before: { role: before.role },
        after: { role },
      });
      return readMember(tx, scope.accountId, userId);
    });
  }

  /** @throws NotFound, or Invalid `last-admin` */
  remove(scope: AccountScope, userId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await lockMembers(tx, scope.accountId);
      const before = await readMember(tx, scope.accountId, userId);
      await tx.execute('delete from memberships where account_id = $1 and user_id = $2', [
        scope.accountId,
        userId,
      ]);
      await requireAdmin(tx, scope.accountId);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'member.removed',
        objectKind: 'user',
        objectId: userId,
        before: { name: before.name, role: before.role },
      });
    });
  }
}

/** The account's row is the lock: of two admins who remove each other at once, one stays. */
async function lockMembers(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute('select 1 from accounts where id = $1 for no key update', [accountId]);
}

async function requireAdmin(tx: Transaction, accountId: string): Promise<void> {
  const admin = await tx.one(
    `select 1 from memberships m join users u on u.id = m.user_id
      where m.account_id = $1 and m.role = 'admin' and not u.is_disabled limit 1`,
    [accountId],
  );
  if (admin !== undefined) return;
  throw new Invalid(
    'last-admin',
    'An account needs an admin. Make somebody else one first, then repeat this.',
  );
}
