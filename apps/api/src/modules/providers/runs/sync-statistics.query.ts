import { daysBetween, localDate } from '@invoicetracker/calendar';
import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { requireConnection } from '../connections/require-connection.js';
import type { SyncDay, SyncStatistics, SyncStatisticsFilter } from './sync-statistics.dto.js';

const MOST_DAYS = 92;
const USUAL_DAYS = 30;

/** What the syncs of each day did, by the account's calendar. */
@Injectable()
export class SyncStatisticsQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound; Invalid for a span that is open at one end, runs backwards or is too long */
  async read(scope: AccountScope, filter: SyncStatisticsFilter): Promise<SyncStatistics> {
    requireSpan(filter);
    const days = await this.tenancy.inAccount(scope, async (tx) => {
      if (filter.connectionId !== undefined)
        await requireConnection(tx, scope, filter.connectionId);
      return tx.query<SyncDay>(
        `with span as (
           select time_zone,
                  coalesce($2::date, ($5::timestamptz at time zone time_zone)::date - ($6::int - 1)) as first,
                  coalesce($3::date, ($5::timestamptz at time zone time_zone)::date) as last
             from accounts where id = $1
         ), told as (
           select (r.queued_at at time zone s.time_zone)::date as day,
                  count(*)::int as runs,
                  count(*) filter (where r.state = 'failed')::int as failed,
                  round(coalesce(sum(extract(epoch from r.finished_at - r.started_at)), 0) * 1000)::float8 as duration,
                  sum(r.api_calls)::float8 as calls, sum(r.new_count)::float8 as new,
                  sum(r.updated_count)::float8 as updated, sum(r.closed_count)::float8 as closed,
                  sum(r.set_aside_count)::float8 as aside
             from sync_runs r cross join span s
            where r.account_id = $1 and ($4::uuid is null or r.connection_id = $4)
              and r.queued_at >= s.first::timestamp at time zone s.time_zone
              and r.queued_at < (s.last + 1)::timestamp at time zone s.time_zone
            group by 1
         )
         select to_char(d, 'YYYY-MM-DD') as day, coalesce(t.runs, 0) as runs, coalesce(t.failed, 0) as failed,
                coalesce(t.duration, 0) as "durationMs", coalesce(t.calls, 0) as "apiCalls",
                coalesce(t.new, 0) as new, coalesce(t.updated, 0) as updated,
                coalesce(t.closed, 0) as closed, coalesce(t.aside, 0) as "setAside"
           from span s
           cross join generate_series(s.first::timestamp, s.last::timestamp, interval '1 day') d
           left join told t on t.day = d::date
          order by d`,
        [
          scope.accountId,
          filter.from ?? null,
          filter.to ?? null,
          filter.connectionId ?? null,
          this.clock.now(),
          USUAL_DAYS,
        ],
      );
    });
    return { from: days.at(0)!.day, to: days.at(-1)!.day, days };
  }
}

function requireSpan({ from, to }: SyncStatisticsFilter): void {
  if (from === undefined && to === undefined) return;
  if (from === undefined) throw spanProblem('from', 'must be given with "to"');
  if (to === undefined) throw spanProblem('to', 'must be given with "from"');
  const days = daysBetween(localDate(from), localDate(to)) + 1;
  if (days < 1) throw spanProblem('to', 'must not be earlier than "from"');
  if (days > MOST_DAYS) throw spanProblem('to', `must be at most ${MOST_DAYS} days from "from"`);
}

function spanProblem(field: 'from' | 'to', message: string): Invalid {
  return new Invalid(
    'span-does-not-hold',
    `Ask for 1 to ${MOST_DAYS} days, from the first to the last.`,
    [{ field, code: 'span-does-not-hold', message }],
  );
}
