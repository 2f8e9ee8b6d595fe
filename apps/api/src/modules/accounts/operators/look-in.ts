import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { audit, auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { listOperatorAccess } from './operator-access-view.js';
import type { OperatorAccessView } from './operator-access.dto.js';

const MINUTES = 60;

/** An instance admin looks into an account, as a viewer: for a stated reason, for an hour, and the account sees it. */
@Injectable()
export class LookIn {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, or DomainError `access-open` while an earlier one of the same person lasts */
  async begin(actor: Actor, accountId: string, reason: string): Promise<OperatorAccessView> {
    const userId = personOf(actor);
    const person = await this.tenancy.asUser(userId, (tx) =>
      tx.one<{ name: string }>('select name from users where id = $1', [userId]),
    );
    const scope = { accountId, actor };
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const account = await tx.one('select 1 from accounts where id = $1 for no key update', [
        accountId,
      ]);
      if (account === undefined) throw new NotFound('account');
      const open = await tx.one(
        'select 1 from operator_access where account_id = $1 and user_id = $2 and ended_at is null and ends_at > $3',
        [accountId, userId, now],
      );
      if (open !== undefined) {
        throw new DomainError(
          'conflict',
          'access-open',
          'You have access to this account already. End it first.',
        );
      }
      const row = await tx.one<{ id: string }>(
        `insert into operator_access (account_id, user_id, user_name, reason, created_at, ends_at)
         values ($1, $2, $3, $4, $5, $6) returning id`,
        [accountId, userId, person!.name, reason, now, new Date(now.getTime() + MINUTES * 60_000)],
      );
      const entry = {
        action: 'operator-access.begun',
        objectKind: 'account',
        objectId: accountId,
        after: { reason, minutes: MINUTES },
      };
      await audit(tx, scope, now, entry);
      await auditInstance(tx, now, { actor, ...entry });
      const views = await listOperatorAccess(tx, accountId, row!.id);
      return views[0]!;
    });
  }

  /** Ends the person's own access at once. @throws NotFound when there is none */
  async end(actor: Actor, accountId: string): Promise<void> {
    const userId = personOf(actor);
    const scope = { accountId, actor };
    await this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const touched = await tx.execute(
        `update operator_access set ended_at = $3
          where account_id = $1 and user_id = $2 and ended_at is null and ends_at > $3`,
        [accountId, userId, now],
      );
      if (touched === 0) throw new NotFound('access');
      const entry = {
        action: 'operator-access.ended',
        objectKind: 'account',
        objectId: accountId,
      };
      await audit(tx, scope, now, entry);
      await auditInstance(tx, now, { actor, ...entry });
    });
  }
}

function personOf(actor: Actor): string {
  if (actor.kind !== 'user') throw new Error('the policy map lets only people in here');
  return actor.userId;
}
