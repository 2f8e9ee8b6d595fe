import { IsISO8601, IsUUID, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Both days or neither; without them the last 30 days. At most 92 days. */
export class SyncStatisticsFilter {
  /** First day of the account's calendar on which runs were asked for. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  from?: string;

  /** Last such day. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  to?: string;

  @Omittable()
  @IsUUID()
  connectionId?: string;
}

/** What the runs asked for on one day did together. */
export class SyncDay {
  /** A day of the account's calendar. */
  day: string;
  runs: number;
  /** Of these, the ones that failed. */
  failed: number;
  /** How long the runs that have ended took together, in milliseconds. */
  durationMs: number;
  apiCalls: number;
  /** Invoices seen for the first time. */
  new: number;
  /** Known invoices that had changed. */
  updated: number;
  /** Cases closed. */
  closed: number;
  /** Rows that could not be used. */
  setAside: number;
}

/** Every day of the span, earliest first, those without a run too. */
export class SyncStatistics {
  from: string;
  to: string;
  days: SyncDay[];
}
