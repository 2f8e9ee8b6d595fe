import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../contract/moment.js';
import { type RunFigures, type Sums, type UnusualReason, unusualReasons } from './unusual-run.js';

/**
 * Whether a run may turn out unusual, from what is due at its beginning: an upper bound that is read in a moment.
 * What such a run plans waits until it is over and its figures are there; any other run's notices leave at once.
 */
export async function mayBeUnusual(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
): Promise<boolean> {
  const account = await tx.one<{ isWatched: boolean }>(
    'select is_unusual_held and is_automatic_sending as "isWatched" from accounts where id = $1',
    [scope.accountId],
  );
  if (!account!.isWatched) return false;
  const due = await tx.one<Figures & { isBegun: boolean }>(DUE, [scope.accountId, at.today]);
  return due!.isBegun || unusualReasons(figuresOf(due!)).length > 0;
}

/**
 * The end of a run. Notices that have waited for it go their way when it was like the others, or wait for a
 * person together with the figures.
 *
 * @param sums what its notices ask for: the measure of the runs to come, unless it was unusual itself
 * @returns whether notices may leave that could not before
 */
export async function endWatch(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  isWatched: boolean,
  sums: Sums,
): Promise<boolean> {
  const run = isWatched ? await tx.one<Figures>(PLANNED, [scope.accountId, at.today]) : undefined;
  const figures = run && figuresOf(run);
  const reasons = figures === undefined ? [] : unusualReasons(figures);
  if (figures !== undefined && reasons.length > 0) {
    await keepUnusual(tx, scope, at, reasons, figures);
    return false;
  }
  await noteSums(tx, scope, at.today, sums);
  if (run === undefined || run.movedCases === 0) return false;
  await tx.execute(LET_GO, [scope.accountId, at.today]);
  return true;
}

/** What a run asked for, as one of those that later ones are measured by. */
export async function noteSums(
  tx: Transaction,
  scope: AccountScope,
  onDay: string,
  sums: Sums,
): Promise<void> {
  if (Object.keys(sums).length === 0) return;
  await tx.execute(
    'update daily_runs set planned_sums = $3 where account_id = $1 and on_day = $2',
    [scope.accountId, onDay, toJson(sums)],
  );
}

async function keepUnusual(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  reasons: readonly UnusualReason[],
  figures: RunFigures,
): Promise<void> {
  await tx.execute(
    `insert into unusual_runs as u (account_id, on_day, reasons, active_cases, moved_cases, sums, usual_sums, found_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (account_id, on_day) do update set reasons = excluded.reasons, active_cases = excluded.active_cases,
       moved_cases = excluded.moved_cases, sums = excluded.sums, usual_sums = excluded.usual_sums, found_at = excluded.found_at,
       released_at = null, released_by = null`,
    [
      scope.accountId,
      at.today,
      reasons,
      figures.activeCases,
      figures.movedCases,
      toJson(figures.sums),
      toJson(figures.usualSums),
      at.now,
    ],
  );
}

interface Figures {
  isFirst: boolean;
  activeCases: number;
  movedCases: number;
  sums: Record<string, string> | null;
  usualSums: Record<string, string> | null;
}

const COMMON = `
not exists (select 1 from notices n where n.account_id = $1 and n.sent_on is not null) as "isFirst",
(select count(*)::int from cases c where c.account_id = $1 and c.state = 'active') as "activeCases",
(select jsonb_object_agg(largest.currency, largest.sum::text)
   from (select s.key as currency, max(s.value::bigint) as sum
           from (select d.planned_sums from daily_runs d where d.account_id = $1 and d.on_day < $2 order by d.on_day desc limit 30) r
          cross join lateral jsonb_each_text(r.planned_sums) s group by s.key) largest) as "usualSums"`;

const DUE = `
select ${COMMON}, due.cases as "movedCases", due.sums,
       exists (select 1 from notices n where n.account_id = $1 and n.state = 'awaiting_approval' and n.waits_for = 'unusual' and n.planned_on = $2) as "isBegun"
  from (select coalesce(sum(b.cases), 0)::int as cases, jsonb_object_agg(b.currency, b.sum::text) filter (where b.currency is not null) as sums
          from (select c.currency, count(*) as cases, sum(c.balance_minor) as sum
                  from case_schedule s join cases c on c.account_id = s.account_id and c.id = s.case_id
                 where s.account_id = $1 and s.next_on <= $2 group by c.currency) b) due`;

const PLANNED = `
select ${COMMON}, planned.cases as "movedCases", planned.sums
  from (select coalesce(sum(b.cases), 0)::int as cases, jsonb_object_agg(b.currency, b.sum::text) filter (where b.currency is not null) as sums
          from (select k.currency, count(*) as cases, sum(k.amount_minor) as sum
                  from notices n join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped'
                 where n.account_id = $1 and n.state = 'awaiting_approval' and n.waits_for = 'unusual' and n.planned_on = $2
                 group by k.currency) b) planned`;

const LET_GO = `
update notices set state = 'planned', waits_for = null
 where account_id = $1 and state = 'awaiting_approval' and waits_for = 'unusual' and planned_on = $2`;

function figuresOf({ sums, usualSums, ...rest }: Figures): RunFigures {
  return { ...rest, sums: toSums(sums), usualSums: toSums(usualSums) };
}

/** As a column keeps them. */
export function toSums(sums: Record<string, string> | null): Sums {
  return Object.fromEntries(
    Object.entries(sums ?? {}).map(([currency, minor]) => [currency, BigInt(minor)]),
  );
}

function toJson(sums: Sums): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(sums).map(([currency, sum]) => [currency, String(sum)])),
  );
}
