import { Injectable } from '@nestjs/common';

import { verifiedUntil } from '../../../platform/auth/step-up.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { PasswordCheck } from '../passwords/password-check.js';
import { actorOf, type Person } from '../sessions/origin.js';
import { factorMethods } from './factor-methods.js';
import { PasskeyCheck } from './passkey-check.js';
import { passkeyRefused } from './passkey-refused.js';
import { SecondFactorCheck } from './second-factor-check.js';

/** What somebody types to prove once more who they are. */
export interface TypedProof {
  readonly password?: string | undefined;
  /** Six digits from the app, or a recovery code. */
  readonly code?: string | undefined;
}

/**
 * Proves once more who sits there, before a risky change. Who has a second factor is asked for that: a
 * stolen session often comes with a stolen password.
 */
@Injectable()
export class StepUp {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly passwords: PasswordCheck,
    private readonly factors: SecondFactorCheck,
    private readonly passkeys: PasskeyCheck,
  ) {}

  /**
   * @returns until when risky changes are allowed
   * @throws Invalid `wrong-credentials`, `wrong-code`, `password-required` or `code-required`
   */
  async execute(person: Person, proof: TypedProof): Promise<Date> {
    const { userId, origin } = person;
    const methods = await this.tenancy.asUser(userId, (tx) => factorMethods(tx, userId));
    if (methods.length === 0) {
      if (proof.password === undefined) throw missing('password');
      await this.passwords.require(person, proof.password, 'password');
    } else {
      if (proof.code === undefined) throw missing('code');
      const method = /^\d{6}$/.test(proof.code) ? 'totp' : 'recovery-code';
      await this.factors.require(userId, { method, code: proof.code }, origin);
    }
    return this.note(person, methods.length > 0);
  }

  /** @throws Invalid `passkey-refused`, DomainError `sign-in-expired` */
  async withPasskey(person: Person, ticket: string, answer: object): Promise<Date> {
    const userId = await this.passkeys.require(ticket, 'passkey-step-up', answer);
    if (userId !== person.userId) throw passkeyRefused('the passkey is of somebody else');
    return this.note(person, true);
  }

  /** Notes a proof that has been given, for the session that gave it. */
  private note(person: Person, isSecondFactor: boolean): Promise<Date> {
    const now = this.clock.wallNow();
    return this.tenancy.asUser(person.userId, async (tx) => {
      await tx.execute(
        `update sessions set verified_at = $3, second_factor_at = case when $4 then $3 else second_factor_at end
          where user_id = $1 and id = $2`,
        [person.userId, person.sessionId, now, isSecondFactor],
      );
      await auditInstance(tx, now, {
        actor: actorOf(person),
        action: 'session.verified',
        objectKind: 'user',
        objectId: person.userId,
        after: { sessionId: person.sessionId, secondFactor: isSecondFactor },
      });
      return verifiedUntil(now);
    });
  }
}

function missing(field: 'password' | 'code'): Invalid {
  return new Invalid(`${field}-required`, `Give your ${field} to go on.`, [
    { field, code: 'required', message: 'is needed here' },
  ]);
}
