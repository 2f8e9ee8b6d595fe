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

export interface Waiting {
  /** A longer wait ends the request with `retry` and the time to come back at. */
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lets requests to a provider leave one by one, never more than it allows. The buckets are in
 * PostgreSQL: providers count by address, and all accounts and processes of an installation share one.
 */
@Injectable()
export class RequestGovernor {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly patience: Patience,
  ) {}

  /** @param name provider and host, e.g. `infakt:api.infakt.pl` */
  for(name: string, limits: RequestLimits, waiting: Waiting): Governor {
    return {
      take: (kind) => this.take(`${name}:${kind}`, limitOf(limits, kind), waiting),
      pause: (untilMs) => this.pause(name, Object.keys(limits), untilMs),
      throttledAt: () => this.throttledAt(name),
    };
  }

  private async take(bucket: string, limit: RequestLimit, waiting: Waiting): Promise<void> {
    const { capacity, perSecond } = tokenBucket(limit);
    const deadline = this.clock.wallNow().getTime() + waiting.maxWaitMs;
    for (;;) {
      waiting.signal?.throwIfAborted();
      const now = this.clock.wallNow();
      const row = await this.tenancy.withoutScope((tx) =>
        tx.one<{ again_at: Date | null }>(
          'select system_take_request($1, $2, $3, $4) as again_at',
          [bucket, capacity, perSecond, now],
        ),
      );
      const againAt = row?.again_at?.getTime();
      if (againAt === undefined) return;
      if (againAt > deadline) throw busy(againAt);
      await this.patience.wait(Math.max(1, againAt - now.getTime()), waiting.signal);
    }
  }

  /** Being told to slow down means the address, whatever it asked for: all kinds wait. */
  private async pause(name: string, kinds: readonly RequestKind[], untilMs: number): Promise<void> {
    await this.tenancy.withoutScope((tx) =>
      tx.query('select system_pause_requests(bucket, $2, $3) from unnest($1::text[]) bucket', [
        kinds.map((kind) => `${name}:${kind}`),
        new Date(untilMs),
        this.clock.wallNow(),
      ]),
    );
  }

  private async throttledAt(name: string): Promise<number | null> {
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<{ throttled_at: Date | null }>('select throttled_at from system_request_budget($1)', [
        `${name}:read`,
      ]),
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
    message: 'The requests the provider allows in a minute are spent; it goes on later by itself.',
    retryAt,
  });
}
