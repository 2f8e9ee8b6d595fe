/**
 * The reminders of a period, and those of them that crossed with a payment: all of the invoice had been paid on the day
 * the reminder was accepted or before, and the product learned so later. As `sent` and `crossed`, for `with`.
 *
 * A payment counts with what is left of it, so that one that was taken back excuses the reminder; so does money that a
 * provider calls back with a payment of its own, below zero. What completed it and came in last names the source.
 * Parameters: account, first and last day.
 */
export const CROSSED = `
  sent as materialized (
    select n.id as notice_id, n.sent_on, n.sent_at, k.case_id, k.stage_key, c.invoice_id, c.number, c.client_id, c.client_name, c.gross_minor
      from notices n
      join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome = 'counted'
      join cases c on c.account_id = k.account_id and c.id = k.case_id
     where n.account_id = $1 and n.sent_on between $2 and $3 and n.audience = 'client'
  ), crossed as materialized (
    select s.*, m.source, m.paid_on, m.learned_at
      from sent s
     cross join lateral (
       select sum(p.left_minor) filter (where p.paid_on <= s.sent_on or p.left_minor < 0) as covered_minor,
              (array_agg(p.source order by p.learned_at desc) filter (where p.is_late))[1] as source,
              (array_agg(p.paid_on order by p.learned_at desc) filter (where p.is_late))[1] as paid_on,
              max(p.learned_at) filter (where p.is_late) as learned_at
         from (
           select sum(a.amount_minor) as left_minor, min(a.allocated_on) as paid_on, min(a.created_at) as learned_at,
                  (array_agg(a.source order by a.created_at))[1] as source,
                  sum(a.amount_minor) > 0 and min(a.allocated_on) <= s.sent_on and min(a.created_at) > s.sent_at and a.payment_id is not null as is_late
             from allocations a
            where a.account_id = $1 and a.invoice_id = s.invoice_id
            group by a.payment_id, a.credit_note_id) p) m
     where m.source is not null and m.covered_minor >= s.gross_minor
  )`;
