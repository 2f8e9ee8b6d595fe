import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../platform/auth/access-token.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { MeBody, MembershipView, MeView } from './identity.dto.js';

/** The signed-in person, as the screens show them. */
@Injectable()
export class MeQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  show(user: SignedIn): Promise<MeView> {
    return this.tenancy.asUser(user.userId, (tx) => this.load(tx, user));
  }

  change(user: SignedIn, change: MeBody): Promise<MeView> {
    return this.tenancy.asUser(user.userId, async (tx) => {
      await this.load(tx, user);
      await tx.execute(
        'update users set name = coalesce($2, name), language = coalesce($3, language), updated_at = $4 where id = $1',
        [user.userId, change.name ?? null, change.language ?? null, this.clock.wallNow()],
      );
      return this.load(tx, user);
    });
  }

  private async load(tx: Transaction, user: SignedIn): Promise<MeView> {
    const me = await tx.one<Omit<MeView, 'memberships'>>(
      `select u.id, u.username, u.name, u.language, u.is_instance_admin as "isInstanceAdmin"
         from users u join sessions s on s.user_id = u.id
        where u.id = $1 and s.id = $2 and s.ended_at is null and s.expires_at > $3 and not u.is_disabled`,
      [user.userId, user.sessionId, this.clock.wallNow()],
    );
    if (me === undefined)
      throw new DomainError(
        'unauthenticated',
        'session-ended',
        'This session has ended. Sign in again.',
      );
    const memberships = await tx.query<MembershipView>(
      `select m.account_id as "accountId", a.name as "accountName", m.role, a.currency, a.time_zone as "timeZone"
         from memberships m join accounts a on a.id = m.account_id
        where m.user_id = $1 order by m.created_at, a.name, a.id`,
      [user.userId],
    );
    return { ...me, memberships };
  }
}
