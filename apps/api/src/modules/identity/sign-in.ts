import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { isPassword } from './passwords.js';
import { type OpenedSession, SessionOpener } from './session-opener.js';

/** Failures a name or an address may have in an hour before it has to wait. */
const FREE_FAILURES_NAME = 5;
const FREE_FAILURES_ADDRESS = 50;

export interface SignInAttempt {
  readonly username: string;
  readonly password: string;
  readonly ip: string;
  readonly userAgent: string | null;
}

/** Signs a person in with name and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sessions: SessionOpener,
  ) {}

  /** @throws DomainError `wrong-credentials`, the same for unknown names, or `too-many-attempts` */
  async execute(attempt: SignInAttempt): Promise<OpenedSession> {
    // Guesses at a name are counted per address too, so that nobody can lock somebody else out.
    const subjects = [`name:${attempt.username.toLowerCase()}|${attempt.ip}`, `ip:${attempt.ip}`];
    await this.refuseWhileBlocked(subjects);
    const user = await this.tenancy.withoutScope((tx) =>
      tx.one<{ id: string; password_hash: string; is_disabled: boolean }>(
        'select * from system_find_user($1)',
        [attempt.username],
      ),
    );
    const isRight = await isPassword(attempt.password, user?.password_hash);
    if (user === undefined || !isRight || user.is_disabled) {
      await this.countFailure(subjects);
      throw new DomainError(
        'unauthenticated',
        'wrong-credentials',
        'The name or the password is wrong.',
      );
    }
    await this.tenancy.withoutScope((tx) =>
      tx.query('select system_sign_in_succeeded($1)', [subjects[0]]),
    );
    return this.sessions.open(user.id, attempt);
  }

  private async refuseWhileBlocked(subjects: string[]): Promise<void> {
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<{ until: Date | null }>('select system_sign_in_blocked_until($1) as until', [
        subjects,
      ]),
    );
    const seconds = Math.ceil(
      ((row?.until?.getTime() ?? 0) - this.clock.wallNow().getTime()) / 1000,
    );
    if (seconds > 0) {
      throw new DomainError(
        'too-many',
        'too-many-attempts',
        `Too many attempts. Try again in ${seconds} seconds.`,
        [],
        seconds,
      );
    }
  }

  private async countFailure([name, address]: string[]): Promise<void> {
    await this.tenancy.withoutScope((tx) =>
      tx.query('select system_sign_in_failed($1, $2, $5), system_sign_in_failed($3, $4, $5)', [
        name,
        FREE_FAILURES_NAME,
        address,
        FREE_FAILURES_ADDRESS,
        this.clock.wallNow(),
      ]),
    );
  }
}
