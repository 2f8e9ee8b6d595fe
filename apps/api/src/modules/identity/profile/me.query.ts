import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import type { SignedIn } from '../../../platform/auth/access-token.js';
import { verifiedUntil } from '../../../platform/auth/step-up.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { MeBody, MembershipView, MeView } from '../identity.dto.js';
import { isSecondFactorRequired } from '../second-factors/second-factor.query.js';

type Derived = 'memberships' | 'isSecondFactorRequired' | 'verifiedUntil';

/** The signed-in person, as the screens show them. */
@Injectable()
export class MeQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  show(user: SignedIn): Promise<MeView> {
    return this.tenancy.asUser(user.userId, (tx) => this.load(tx, user));
  }

  change(user: SignedIn, change: MeBody): Promise<MeView> {
    return this.tenancy.asUser(user.userId, async (tx) => {
      await this.load(tx, user);
      await tx.execute(
        `update users set name = coalesce($2, name), language = coalesce($3, language), time_zone = coalesce($4, time_zone),
                updated_at = $5 where id = $1`,
        [
          user.userId,
          change.name ?? null,
          change.language ?? null,
          change.timeZone ?? null,
          this.clock.wallNow(),
        ],
      );
      return this.load(tx, user);
    });
  }

  private async load(tx: Transaction, user: SignedIn): Promise<MeView> {
    const row = await tx.one<Omit<MeView, Derived> & { verifiedAt: Date }>(
      `select u.id, u.username, u.email, u.name, u.language, u.time_zone as "timeZone", u.is_instance_admin as "isInstanceAdmin",
              u.has_second_factor as "hasSecondFactor", s.verified_at as "verifiedAt"
         from users u join sessions s on s.user_id = u.id
        where u.id = $1 and s.id = $2 and s.ended_at is null and s.expires_at > $3 and not u.is_disabled`,
      [user.userId, user.sessionId, this.clock.wallNow()],
    );
    if (row === undefined)
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
    const { verifiedAt, ...me } = row;
    return {
      ...me,
      isSecondFactorRequired: await isSecondFactorRequired(tx, user.userId, this.settings.DEMO),
      verifiedUntil: verifiedUntil(verifiedAt).toISOString(),
      memberships,
    };
  }
}
