import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import type { RateClass } from '../auth/access-rule.js';
import { Clock } from '../clock/clock.js';
import { DomainError } from '../http/domain-error.js';
import { CallShares } from './call-shares.js';

type Counted = Exclude<RateClass, 'none'>;

/** What to ask the shared bucket for, in the statement that is sent anyway. */
export interface CallDemand {
  readonly rate: Counted;
  readonly limit: number;
  readonly wanted: number;
}

/** What the shared bucket gave. */
export interface CallGrant {
  readonly granted: number;
  readonly remaining: number;
  readonly waitSeconds: number;
  readonly resetSeconds: number;
}

/** A share of a limit that a process may take at once: a fiftieth, and of small limits a single call. */
const SHARE = 50;
const LARGEST_SHARE = 100;

/**
 * Limits of calls a minute, by class of operation and by caller, for all processes together. The
 * buckets are in the database; a process takes a few calls at once out of a large bucket, so that most
 * requests write nothing. What it has taken is gone for the others: together they never exceed a limit.
 */
@Injectable()
export class CallLimits {
  private readonly shares = new CallShares();
  private readonly limits: Readonly<Record<Counted, number>>;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    private readonly clock: Clock,
  ) {
    this.limits = {
      auth: settings.RATE_LIMIT_AUTH,
      read: settings.RATE_LIMIT_READ,
      write: settings.RATE_LIMIT_WRITE,
      send: settings.RATE_LIMIT_SEND,
      export: settings.RATE_LIMIT_EXPORT,
    };
  }

  /**
   * Counts one call, and says on the reply how many are left.
   *
   * @param caller the person, key or address, and the account
   * @param ask asks the database what it must ask anyway; with a demand, for calls too
   * @throws DomainError `too-many-requests`
   */
  async count<Answer extends { readonly calls: CallGrant | null }>(
    reply: FastifyReply,
    rate: RateClass,
    caller: string,
    ask: (demand: CallDemand | null) => Promise<Answer>,
  ): Promise<Answer> {
    if (rate === 'none') return ask(null);
    const limit = this.limits[rate];
    const share = `${rate} ${caller}`;
    const wall = this.clock.wallNow().getTime();
    const held = this.shares.spend(share, wall);
    if (held !== null) {
      describe(reply, rate, limit, held);
      return ask(null);
    }
    const wanted = Math.min(LARGEST_SHARE, Math.max(1, Math.floor(limit / SHARE)));
    const answer = await ask({ rate, limit, wanted });
    const grant = answer.calls!;
    const left = {
      remaining: grant.remaining + Math.max(grant.granted - 1, 0),
      resetSeconds: grant.resetSeconds,
    };
    describe(reply, rate, limit, left);
    if (grant.granted === 0) throw tooMany(grant.waitSeconds);
    this.shares.keep(share, grant.granted - 1, grant, wall);
    return answer;
  }
}

/** draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it. */
function describe(
  reply: FastifyReply,
  rate: Counted,
  limit: number,
  left: { remaining: number; resetSeconds: number },
): void {
  void reply
    .header('ratelimit-policy', `"${rate}";q=${limit};w=60`)
    .header('ratelimit', `"${rate}";r=${left.remaining};t=${Math.ceil(left.resetSeconds)}`);
}

function tooMany(waitSeconds: number): DomainError {
  const seconds = Math.max(1, Math.ceil(waitSeconds));
  return new DomainError(
    'too-many',
    'too-many-requests',
    `That was a lot of requests in a minute. Go on in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    [],
    seconds,
  );
}
