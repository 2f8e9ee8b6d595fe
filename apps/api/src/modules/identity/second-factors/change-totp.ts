import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Person } from '../sessions/origin.js';
import { SignInThrottle } from '../sign-in/sign-in-throttle.js';
import { firstRecoveryCodes } from './recovery-codes.js';
import { noteFactorChange } from './note-factor-change.js';
import { wrongCode } from './second-factor-check.js';
import { Totp, type TotpSetup } from './totp.js';

/** Sets up and removes the codes of an authenticator app. */
@Injectable()
export class ChangeTotp {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
    private readonly totp: Totp,
  ) {}

  /** @throws DomainError `totp-already-on` */
  begin({ userId }: Person): Promise<TotpSetup> {
    const now = this.clock.wallNow();
    return this.tenancy.asUser(userId, (tx) => this.totp.begin(tx, userId, now));
  }

  /**
   * @returns recovery codes, when this is the person's first second factor
   * @throws Invalid `wrong-code`
   */
  async confirm(person: Person, code: string): Promise<string[] | null> {
    const { userId } = person;
    const attempt = await this.throttle.beginProof(`setup:${userId}`);
    const now = this.clock.wallNow();
    const codes = await this.tenancy.asUser(userId, async (tx) => {
      if (!(await this.totp.confirm(tx, userId, code, now))) throw wrongCode();
      await noteFactorChange(tx, person, now, 'totp.added');
      return firstRecoveryCodes(tx, userId);
    });
    await this.throttle.succeeded(attempt);
    return codes;
  }

  /** @throws NotFound */
  async remove(person: Person): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.asUser(person.userId, async (tx) => {
      const count = await tx.execute(
        'delete from user_totp where user_id = $1 and confirmed_at is not null',
        [person.userId],
      );
      if (count === 0) throw new NotFound('authenticator app');
      await noteFactorChange(tx, person, now, 'totp.removed');
    });
  }
}
