import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { hashPassword } from '../passwords.js';
import { actorOf, type Origin } from '../sessions/origin.js';
import { tellPerson } from '../tell-person.js';
import { ownerOfToken, useToken } from './one-time-token.js';
import { namesOf } from './own-names.js';
import { requireGoodPassword } from './password-rules.js';
import { setPassword } from './set-password.js';

/**
 * Sets another password with a mailed link. It signs nobody in: who has a second factor is still asked for
 * it, and the sessions there were are over.
 */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `link-not-found`, Invalid `password-length` or `password-known` (the link stays good) */
  async execute(token: string, newPassword: string, origin: Origin): Promise<void> {
    const now = this.clock.wallNow();
    const userId = await ownerOfToken(this.tenancy, 'password-reset', token, now);
    const own = await this.tenancy.asUser(userId, (tx) => namesOf(tx, userId));
    requireGoodPassword(newPassword, 'newPassword', own);
    const passwordHash = await hashPassword(newPassword);
    await this.tenancy.asUser(userId, async (tx) => {
      const email = await useToken(tx, 'password-reset', token, now);
      await setPassword(tx, userId, passwordHash, now);
      await tx.execute(
        'update users set email_verified_at = coalesce(email_verified_at, $3) where id = $1 and email = $2',
        [userId, email, now],
      );
      await tellPerson(tx, now, userId, 'password-changed', origin);
      await auditInstance(tx, now, {
        actor: actorOf({ userId, origin }),
        action: 'password.reset',
        objectKind: 'user',
        objectId: userId,
      });
    });
  }
}
