import { randomUUID } from 'node:crypto';

import type { RequestLimit } from '@invoicetracker/provider-kit';
import type pg from 'pg';

import { tokenBucket } from '../../src/modules/providers/governor/token-bucket.js';

const BEGIN = Date.parse('2026-06-01T10:00:00Z');

export interface HostAnswer {
  /** null: the request may leave; else milliseconds since the beginning */
  readonly againAt: number | null;
  readonly reason: string | null;
}

export interface Crowd {
  readonly account: string;
  /** so many at once, always */
  readonly requests: number;
  /** until it asks again after it was served */
  readonly pauseMs?: number;
}

export interface Served {
  readonly account: string;
  readonly at: number;
  readonly waited: number;
}

export interface CrowdedHost {
  /** @param at milliseconds since the beginning */
  ask(account: string, at: number, request?: string): Promise<HostAnswer>;
  report(failure: string | null, at: number): Promise<void>;
  /** Lets accounts ask on a clock of their own, each again when it was told to. */
  crowd(
    accounts: readonly Crowd[],
    how: { seconds: number; latency: number; random: () => number },
  ): Promise<Served[]>;
}

/** A host behind the governor's functions, without a network and without waiting. */
export function crowdedHost(pool: pg.Pool, name: string, limit: RequestLimit): CrowdedHost {
  const { capacity, perSecond } = tokenBucket(limit);

  async function ask(account: string, at: number, request: string = randomUUID()) {
    const now = new Date(BEGIN + at);
    const deadline = new Date(BEGIN + at + 600_000);
    const { rows } = await pool.query<{ again_at: Date | null; reason: string | null }>(
      `select * from system_take_request($1, $1, 'read', $2, $3, $4, $5, $6, $7)`,
      [name, capacity, perSecond, account, request, now, deadline],
    );
    const { again_at, reason } = rows[0]!;
    return { againAt: again_at === null ? null : again_at.getTime() - BEGIN, reason };
  }

  async function report(failure: string | null, at: number): Promise<void> {
    await pool.query('select system_report_request($1, $2, $3)', [
      name,
      failure,
      new Date(BEGIN + at),
    ]);
  }

  async function crowd(
    accounts: readonly Crowd[],
    { seconds, latency, random }: { seconds: number; latency: number; random: () => number },
  ): Promise<Served[]> {
    const queue = accounts.flatMap(({ account, requests, pauseMs = 0 }) =>
      Array.from({ length: requests }, () => ({
        account,
        pauseMs,
        request: randomUUID() as string,
        since: 0,
        at: random() * 50,
      })),
    );
    const served: Served[] = [];
    for (;;) {
      const next = queue.reduce((earliest, one) => (one.at < earliest.at ? one : earliest));
      if (next.at > seconds * 1000) return served;
      const { againAt } = await ask(next.account, next.at, next.request);
      if (againAt !== null) {
        next.at = Math.max(againAt, next.at) + 1 + random() * latency;
        continue;
      }
      served.push({ account: next.account, at: next.at, waited: next.at - next.since });
      next.since = next.at + next.pauseMs;
      next.at = next.since + 5 + random() * latency;
      next.request = randomUUID();
    }
  }

  return { ask, report, crowd };
}
