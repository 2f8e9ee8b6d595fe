import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { hashPassword } from '../passwords.js';
import { actorOf, type Person } from '../sessions/origin.js';
import { tellPerson } from '../tell-person.js';
import { namesOf } from './own-names.js';
import { PasswordCheck } from './password-check.js';
import { requireGoodPassword } from './password-rules.js';
import { setPassword } from './set-password.js';

/** Changes somebody's own password; every other session of theirs ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly check: PasswordCheck,
  ) {}

  /** @throws Invalid `wrong-credentials`, `password-length` or `password-known`, DomainError `too-many-attempts` */
  async execute(person: Person, currentPassword: string, newPassword: string): Promise<void> {
    const { userId, sessionId, origin } = person;
    await this.check.require(person, currentPassword, 'currentPassword');
    const own = await this.tenancy.asUser(userId, (tx) => namesOf(tx, userId));
    requireGoodPassword(newPassword, 'newPassword', own);
    const passwordHash = await hashPassword(newPassword);
    const now = this.clock.wallNow();
    await this.tenancy.asUser(userId, async (tx) => {
      await setPassword(tx, userId, passwordHash, now, sessionId);
      await tellPerson(tx, now, userId, 'password-changed', origin);
      await auditInstance(tx, now, {
        actor: actorOf(person),
        action: 'password.changed',
        objectKind: 'user',
        objectId: userId,
      });
    });
  }
}
