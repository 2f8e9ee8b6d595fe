import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { prepared } from '../database/prepared.js';
import { DomainError } from '../http/domain-error.js';
import type { CallDemand, CallGrant } from '../limits/call-limits.js';
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
  /** The calls that were asked for with it; null where none were. */
  readonly calls: CallGrant | null;
}

/** What is true of a program's key and its account at this moment. */
export interface AdmittedKey {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly accountState: 'active' | 'suspended' | 'deleting';
  readonly featuresOff: readonly string[];
  /** The calls that were asked for with it; null where none were. */
  readonly calls: CallGrant | null;
}

/** Looks a session or a key up afresh at each request, so that what is taken away is gone from the next one on. */
@Injectable()
export class Admission {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /**
   * @param demand calls to take for this person, in the account if they are a member of it
   * @throws DomainError `session-ended` when the session or the person is out
   */
  async of(user: SignedIn, accountId: string | null, demand: CallDemand | null): Promise<Admitted> {
    const admitted = await this.tenancy.ask<Admitted>(demand === null ? ADMIT : ADMIT_AND_COUNT, [
      user.userId,
      user.sessionId,
      accountId,
      this.clock.wallNow(),
      ...(demand === null ? [] : [demand.rate, demand.limit, demand.wanted]),
    ]);
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
  async ofKey(hash: Buffer, demand: CallDemand | null): Promise<AdmittedKey> {
    const key = await this.tenancy.ask<AdmittedKey>(
      demand === null ? ADMIT_KEY : ADMIT_KEY_AND_COUNT,
      [
        hash,
        this.clock.wallNow(),
        ...(demand === null ? [] : [demand.rate, demand.limit, demand.wanted]),
      ],
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

  /** For callers of whom nothing but the address is known. */
  async ofAddress(
    network: string,
    demand: CallDemand | null,
  ): Promise<{ calls: CallGrant | null }> {
    if (demand === null) return { calls: null };
    const row = await this.tenancy.ask<{ calls: CallGrant }>(
      `select ${CALLS} from system_take_calls($1, $2, $3, $4) t`,
      [`${demand.rate} ip:${network}`, demand.limit, demand.wanted, this.clock.wallNow()],
    );
    return row!;
  }
}

const NO_CALLS = 'null as calls';
const CALLS = `json_build_object('granted', t.granted, 'remaining', t.remaining, 'waitSeconds', t.wait_seconds,
                                'resetSeconds', t.reset_seconds) as calls`;
/** Whoever is no member of the account named spends their own calls, one at a time: nobody makes buckets up. */
const CALLS_OF_MEMBER = `, lateral system_take_calls($5 || ' user:' || ($1::uuid)::text || case when a.role is null then '' else ' ' || ($3::uuid)::text end,
           $6, case when a.role is null and $3 is not null then 1 else $7 end, $4) t`;
const CALLS_OF_KEY = `, lateral system_take_calls($3 || ' key:' || a.id::text, $4, $5, $2) t`;

const ofUser = (calls: string, from: string) =>
  prepared(`
    select is_instance_admin as "isInstanceAdmin", has_second_factor as "hasSecondFactor", verified_at as "verifiedAt", role,
           account_state as "accountState", is_second_factor_required as "isSecondFactorRequired", features_off as "featuresOff", ${calls}
      from system_admit($1, $2, $3, $4) a${from}`);
const ADMIT = ofUser(NO_CALLS, '');
const ADMIT_AND_COUNT = ofUser(CALLS, CALLS_OF_MEMBER);

const ofKey = (calls: string, from: string) =>
  prepared(`
    select id, name, account_id as "accountId", scopes, account_state as "accountState", features_off as "featuresOff", ${calls}
      from system_admit_key($1, $2) a${from}`);
const ADMIT_KEY = ofKey(NO_CALLS, '');
const ADMIT_KEY_AND_COUNT = ofKey(CALLS, CALLS_OF_KEY);
