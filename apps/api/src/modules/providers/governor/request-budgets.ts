import { Injectable } from '@nestjs/common';

import type { RequestLimit, RequestLimits } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Way } from './request-governor.js';
import { tokenBucket } from './token-bucket.js';

/** How much of what a provider allows is spent just now, by everybody who asks it from this installation. */
export interface RequestBudget {
  /** Of the kind of reading that is scarcest at the moment. */
  readonly limit: RequestLimit;
  /** Share of what may leave at once, 0 to 1. */
  readonly spent: number;
  /** Real time until which nobody asks: it wants quiet, or does not answer. Null when it may be asked. */
  readonly quietUntil: Date | null;
}

interface BucketRow {
  readonly kind: string;
  readonly tokens: number | null;
  readonly refilled_at: Date | null;
  readonly paused_until: Date | null;
  readonly open_until: Date | null;
}

/** Reads what the request governor counts, without taking anything. */
@Injectable()
export class RequestBudgets {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async of(way: Pick<Way, 'host' | 'scope'>, limits: RequestLimits): Promise<RequestBudget> {
    const reading = Object.keys(limits).filter((kind) => kind !== 'write');
    const rows = await this.tenancy.withoutScope((tx) =>
      tx.query<BucketRow>(
        `select k.kind, b.* from unnest($3::text[]) as k(kind) cross join lateral system_request_budget($1, $2, k.kind) b`,
        [way.host, way.scope, reading],
      ),
    );
    const wall = this.clock.wallNow();
    const budgets = rows.map((row) => budgetOf(row, limits[row.kind] ?? limits.read, wall));
    return budgets.reduce((most, one) => (one.spent > most.spent ? one : most));
  }
}

function budgetOf(row: BucketRow, limit: RequestLimit, wall: Date): RequestBudget {
  const { capacity, perSecond } = tokenBucket(limit);
  const seconds = (wall.getTime() - (row.refilled_at ?? wall).getTime()) / 1000;
  const refilled = Math.max(0, (row.tokens ?? capacity) + seconds * perSecond);
  const quiet = [row.paused_until, row.open_until].filter((at) => at !== null && at > wall);
  return {
    limit,
    spent: 1 - Math.min(capacity, refilled) / capacity,
    quietUntil: quiet.reduce((last, at) => (last !== null && last > at! ? last : at), null),
  };
}
