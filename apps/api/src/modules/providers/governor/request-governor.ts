import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import {
  ProviderError,
  type RequestGovernor as Governor,
  type RequestKind,
  type RequestLimit,
  type RequestLimits,
} from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { Patience } from './patience.js';
import { tokenBucket } from './token-bucket.js';

/** Where requests go, and for whom. */
export interface Way {
  /** Provider and host, e.g. `infakt:api.infakt.pl`: what fails or works as one. */
  readonly host: string;
  /** What the provider counts together: the host, or one firm at it. */
  readonly scope: string;
  readonly accountId: string;
}

export interface Waiting {
  /** A longer wait ends the request with `retry` and the time to come back at. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

interface Taken {
  readonly again_at: Date | null;
  readonly reason: 'limit' | 'paused' | 'down' | null;
  readonly is_host_failing: boolean | null;
}

/** A host that fails is not waited for longer: the run makes room for one that gets on. */
const LONGEST_WAIT_FOR_A_HOST_MS = 5_000;

/**
 * Lets requests to a provider leave one by one: never more than it allows, each account in its turn, and none to a host
 * that is failing. All of it is in PostgreSQL: providers count by address, and all accounts and processes of an
 * installation share one.
 */
@Injectable()
export class RequestGovernor {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly patience: Patience,
  ) {}

  for(way: Way, limits: RequestLimits, waiting: Waiting): Governor {
    let isHostFailing = false;
    return {
      take: async (kind) => {
        isHostFailing = await this.take(way, kind, limitOf(limits, kind), waiting);
      },
      ended: async (failure) => {
        // A request we have cut off ourselves says nothing about the host, and that all is well need not be said.
        if (waiting.signal?.aborted === true || (failure === null && !isHostFailing)) return;
        await this.report(way.host, failure);
      },
      pause: (untilMs) => this.pause(way.scope, untilMs),
      throttledAt: () => this.throttledAt(way),
    };
  }

  /** @returns whether the host was failing: then it matters how this request ends */
  private async take(
    way: Way,
    kind: RequestKind,
    limit: RequestLimit,
    waiting: Waiting,
  ): Promise<boolean> {
    const { capacity, perSecond } = tokenBucket(limit);
    const request = randomUUID();
    const deadline = this.clock.wallNow().getTime() + waiting.maxWaitMs;
    for (;;) {
      waiting.signal?.throwIfAborted();
      const now = this.clock.wallNow();
      const row = await this.tenancy.ask<Taken>(
        'select * from system_take_request($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          way.host,
          way.scope,
          kind,
          capacity,
          perSecond,
          way.accountId,
          request,
          now,
          new Date(deadline),
        ],
      );
      const againAt = row?.again_at?.getTime();
      if (againAt === undefined) return row?.is_host_failing === true;
      if (row?.reason === 'down' && againAt > now.getTime() + LONGEST_WAIT_FOR_A_HOST_MS)
        throw down(againAt);
      if (againAt > deadline) throw busy(againAt);
      await this.patience.wait(Math.max(1, againAt - now.getTime()), waiting.signal);
    }
  }

  private async report(host: string, failure: string | null): Promise<void> {
    await this.tenancy.ask('select system_report_request($1, $2, $3)', [
      host,
      failure,
      this.clock.wallNow(),
    ]);
  }

  /** Being told to slow down means the address, whatever it asked for: all kinds wait. */
  private async pause(scope: string, untilMs: number): Promise<void> {
    await this.tenancy.ask('select system_pause_requests($1, $2, $3)', [
      scope,
      new Date(untilMs),
      this.clock.wallNow(),
    ]);
  }

  private async throttledAt({ host, scope }: Way): Promise<number | null> {
    const row = await this.tenancy.ask<{ throttled_at: Date | null }>(
      `select throttled_at from system_request_budget($1, $2, 'read')`,
      [host, scope],
    );
    return row?.throttled_at?.getTime() ?? null;
  }
}

function limitOf(limits: RequestLimits, kind: RequestKind): RequestLimit {
  const limit = limits[kind];
  if (limit === undefined) throw new Error(`The provider states no limit for "${kind}".`);
  return limit;
}

function busy(retryAt: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'request-limit',
    message: 'The requests the provider allows are spent; it goes on later by itself.',
    retryAt,
  });
}

function down(retryAt: number): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'provider-down',
    message: 'The provider has not been answering; it is tried again by itself.',
    retryAt,
  });
}
