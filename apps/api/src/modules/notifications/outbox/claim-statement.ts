import { prepared } from '../../../platform/database/prepared.js';
import type { ClaimedNotice } from './claimed-notice.js';

/** One row of `CLAIM`. */
export interface ClaimedRow extends Omit<ClaimedNotice, 'window'> {
  readonly accountCountry: string;
  readonly clientCountry: string;
  readonly timeZone: string;
  readonly from: string;
  readonly until: string;
  readonly weekdays: number[];
  readonly isHolidaySkipped: boolean;
}

/**
 * Takes the notices of one sender whose time came first and that nobody holds; none while the sender waits.
 * Parameters: account, now (business time), end of the lease (real time), how many, the sender, the kinds it writes.
 */
export const CLAIM = prepared(`
  with next as materialized (
    select d.id, d.not_before from unnest($6::text[]) k(kind)
     cross join lateral (
       select w.id, w.not_before from notices w
        where w.account_id = $1 and w.sender_kind = k.kind and w.state in ('planned', 'deferred', 'held') and w.not_before <= $2
        order by w.not_before, w.id limit $4 for update skip locked) d
     where account_works($1, 'reminders')
       and exists (select 1 from senders s where s.account_id = $1 and s.id = $5 and (s.waits_until is null or s.waits_until <= $2))
     order by d.not_before, d.id limit $4
  ), claimed as (
    update notices n set state = 'claimed', fence = n.fence + 1, lease_until = $3
      from next where n.account_id = $1 and n.id = next.id
    returning n.id, next.not_before, n.client_id, n.audience, n.stage_key, n.language, n.sender_kind, n.attempts, n.fence, n.sent_at, n.interest_note_id
  )
  select c.id, c.client_id as "clientId", c.audience, c.stage_key as "stageKey", c.language, c.sender_kind as "senderKind", c.attempts, c.fence, c.sent_at is not null as "isCounted", c.interest_note_id as "interestNoteId",
         l.country as "clientCountry", a.country as "accountCountry", a.time_zone as "timeZone", to_char(a.send_from, 'HH24:MI') as from,
         to_char(a.send_until, 'HH24:MI') as until, a.send_weekdays as weekdays, a.is_holiday_skipped as "isHolidaySkipped",
         array_remove(array(
           -- one look-up a case, whatever share of the account's invoices is linked
           select (select case when i.connection_id is not null and i.removed_on is null then i.id end
                     from cases o join invoices i on i.account_id = $1 and i.id = o.invoice_id
                    where o.account_id = $1 and o.id = k.case_id)
             from (select n.case_id from notice_cases n where n.account_id = $1 and n.notice_id = c.id and n.outcome <> 'dropped'
                   union all select w.case_id from interest_note_lines w where w.account_id = $1 and w.note_id = c.interest_note_id) k), null) as "linkedInvoiceIds"
    from claimed c
    join accounts a on a.id = $1
    join clients l on l.account_id = $1 and l.id = c.client_id
   order by c.not_before, c.id`);

/** A notice as its row tells it: the firm's holidays are kept, and the client's where it is written to. */
export function claimedNotice({
  accountCountry,
  clientCountry,
  timeZone,
  from,
  until,
  weekdays,
  isHolidaySkipped,
  ...notice
}: ClaimedRow): ClaimedNotice {
  const countries =
    notice.audience === 'staff' ? [accountCountry] : [accountCountry, clientCountry];
  const holidayCountries = isHolidaySkipped ? countries : [];
  return { ...notice, window: { timeZone, from, until, weekdays, holidayCountries } };
}
