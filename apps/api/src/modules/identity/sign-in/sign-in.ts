import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { hashPassword, isPassword, isHashOutdated } from '../passwords.js';
import { factorMethods, type FactorMethod } from '../second-factors/factor-methods.js';
import { type OpenedSession, SessionOpener } from '../session-opener.js';
import { anonymousFrom, type Origin } from '../sessions/origin.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { Tickets } from './tickets.js';

/** How far a sign-in has come: in, or asked for one thing more. */
export type SignInOutcome =
  | { readonly session: OpenedSession }
  | { readonly ticket: string; readonly methods: FactorMethod[] };

interface FoundUser {
  id: string;
  password_hash: string;
  is_disabled: boolean;
}

/** Signs a person in with name or address and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sessions: SessionOpener,
    private readonly throttle: SignInThrottle,
    private readonly tickets: Tickets,
  ) {}

  /** @throws DomainError `wrong-credentials`, the same for unknown names, or `too-many-attempts` */
  async execute(name: string, password: string, origin: Origin): Promise<SignInOutcome> {
    const user = await this.tenancy.ask<FoundUser>('select * from system_find_user($1)', [name]);
    const attempt = await this.throttle.beginPassword(user?.id ?? null, name, origin);
    const isRight = await isPassword(password, user?.password_hash);
    if (user === undefined || !isRight || user.is_disabled) {
      await this.noteFailure(user?.id ?? null, origin);
      if (attempt.isUnderAttack) this.throttle.refuse(1);
      throw wrongCredentials();
    }
    const methods = await this.tenancy.asUser(user.id, (tx) => factorMethods(tx, user.id));
    if (attempt.isUnderAttack && methods.length === 0) this.throttle.refuse(1);
    await this.throttle.succeeded(attempt);
    if (isHashOutdated(user.password_hash)) await this.rehash(user.id, password);
    if (methods.length === 0) return { session: await this.sessions.open(user.id, origin) };
    return { ticket: await this.tickets.open('second-factor', user.id), methods };
  }

  private async noteFailure(userId: string | null, origin: Origin): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.withoutScope((tx) =>
      auditInstance(tx, now, {
        actor: anonymousFrom(origin),
        action: 'user.sign-in-failed',
        objectKind: 'user',
        objectId: userId,
      }),
    );
  }

  /** The parameters have risen since the password was set, and only now is it known again. */
  private async rehash(userId: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.tenancy.asUser(userId, (tx) =>
      tx.execute('update users set password_hash = $2 where id = $1', [userId, passwordHash]),
    );
  }
}

function wrongCredentials(): DomainError {
  return new DomainError(
    'unauthenticated',
    'wrong-credentials',
    'The name or the password is wrong.',
  );
}
