import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { DomainError } from '../http/domain-error.js';
import type { Role } from '../tenancy/account-scope.js';
import { Tenancy } from '../tenancy/tenancy.js';
import type { SignedIn } from './access-token.js';

/** What is true of a person, their session and the account they name, at this moment. */
export interface Admitted {
  readonly isInstanceAdmin: boolean;
  readonly hasSecondFactor: boolean;
  /** When they last proved who they are in this session. */
  readonly verifiedAt: Date;
  /** Null where they are no member, or no account was named. */
  readonly role: Role | null;
  readonly accountState: 'active' | 'suspended' | 'deleting' | null;
  readonly isSecondFactorRequired: boolean;
  readonly featuresOff: readonly string[];
}

/** What is true of a program's key and its account at this moment. */
export interface AdmittedKey {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly accountState: 'active' | 'suspended' | 'deleting';
  readonly featuresOff: readonly string[];
}

/** Looks a session or a key up afresh at each request, so that what is taken away is gone from the next one on. */
@Injectable()
export class Admission {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `session-ended` when the session or the person is out */
  async of(user: SignedIn, accountId: string | null): Promise<Admitted> {
    const admitted = await this.tenancy.ask<Admitted>(
      `select is_instance_admin as "isInstanceAdmin", has_second_factor as "hasSecondFactor", verified_at as "verifiedAt", role,
              account_state as "accountState", is_second_factor_required as "isSecondFactorRequired", features_off as "featuresOff"
         from system_admit($1, $2, $3, $4)`,
      [user.userId, user.sessionId, accountId, this.clock.wallNow()],
    );
    if (admitted === undefined) {
      throw new DomainError(
        'unauthenticated',
        'session-ended',
        'This session has ended. Sign in again.',
      );
    }
    return admitted;
  }

  /** @throws DomainError `not-signed-in` when the key is unknown, expired, revoked or replaced */
  async ofKey(hash: Buffer): Promise<AdmittedKey> {
    const key = await this.tenancy.ask<AdmittedKey>(
      `select id, name, account_id as "accountId", scopes, account_state as "accountState", features_off as "featuresOff"
         from system_admit_key($1, $2)`,
      [hash, this.clock.wallNow()],
    );
    if (key === undefined) {
      throw new DomainError(
        'unauthenticated',
        'not-signed-in',
        'This API key opens nothing: it is unknown, has ended or was revoked.',
      );
    }
    return key;
  }
}
