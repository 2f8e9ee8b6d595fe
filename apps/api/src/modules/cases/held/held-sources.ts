import { saidBy } from '../evaluations/said-by.js';

/** Reasons of a schedule row that hold nothing back: the case is not due, or is decided by the next run. */
export const HOLDS_BACK =
  "s.reason not in ('opened', 'not-due-yet', 'released', 'policy-changed', 'notice-cancelled', 'waiting-for-outcome')";

/**
 * The notices that do not leave though they are planned, with the reason each says, as `waiting(id, planned_on, reason)`.
 * A sender that waits says it for all that is due behind it.
 *
 * @param account the number of the parameter with the account
 * @param now the number of the one with the business time
 */
export const waitingNotices = (account: number, now: number): string => `
  waits as materialized (
    select k.kind, s.waits_reason
      from unnest(array['normal', 'escalated']) k(kind)
     cross join lateral (
       select s.waits_until, s.waits_reason from senders s
        where s.account_id = $${account} and (s.is_default or s.is_escalated and k.kind = 'escalated')
        order by s.is_escalated desc limit 1) s
     where s.waits_until > $${now}
  ), waiting as materialized (
    select w.* from (
      select n.id, n.planned_on,
             case when n.state <> 'awaiting_approval' and n.not_before <= $${now} and v.waits_reason is not null then v.waits_reason
                  else notice_answer(n.state, ${saidBy('n')}) end as reason
        from notices n left join waits v on v.kind = n.sender_kind
       where n.account_id = $${account} and n.state in ('planned', 'held', 'deferred', 'awaiting_approval')) w
     where w.reason is not null
  )`;
