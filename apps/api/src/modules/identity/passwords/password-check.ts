import { Injectable } from '@nestjs/common';

import { Invalid } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { isPassword } from '../passwords.js';
import type { Person } from '../sessions/origin.js';
import { SignInThrottle } from '../sign-in/sign-in-throttle.js';

/** Asks somebody who is signed in for their password. Guesses are counted by session: nobody else is slowed down. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly throttle: SignInThrottle,
  ) {}

  /**
   * @param field the field of the request that holds it, for the message
   * @throws Invalid `wrong-credentials`, or DomainError `too-many-attempts`
   */
  async require({ userId, sessionId }: Person, password: string, field: string): Promise<void> {
    const attempt = await this.throttle.beginProof(`password:${sessionId}`);
    const user = await this.tenancy.asUser(userId, (tx) =>
      tx.one<{ password_hash: string }>('select password_hash from users where id = $1', [userId]),
    );
    if (!(await isPassword(password, user?.password_hash))) {
      throw new Invalid('wrong-credentials', 'The password is wrong.', [
        { field, code: 'wrong-credentials', message: 'is wrong' },
      ]);
    }
    await this.throttle.succeeded(attempt);
  }
}
