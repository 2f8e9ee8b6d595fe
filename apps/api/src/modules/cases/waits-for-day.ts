/**
 * Whether anything of account $1 waits for a run of day $2: cases to be decided, holds whose day has come, promises
 * whose money has not, notices that have not left or that a person has to see. Whatever a daily run looks for has to be
 * named here as well; saying yes too often costs a few milliseconds, no too often costs a reminder.
 *
 * The smallest of an index, and not `exists`: a plan that expects to come across one of many soon would read a whole table
 * for the account that has none.
 */
export const WAITS_FOR_DAY = `
  coalesce((select min(s.next_on) from case_schedule s where s.account_id = $1) <= $2, false)
  or coalesce((select min(h.until) from holds h where h.account_id = $1 and h.ended_at is null) <= $2, false)
  or coalesce((select min(p.breaks_on) from promises p where p.account_id = $1 and p.state = 'open') <= $2, false)
  or exists (select 1 from unnest('{planned,held,deferred,awaiting_approval,to_do}'::text[]) waiting(state)
              cross join lateral (select n.id from notices n where n.account_id = $1 and n.state = waiting.state order by n.id limit 1) one)`;
