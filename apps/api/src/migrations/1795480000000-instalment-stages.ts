import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { RUNTIME_ROLE } from './tenant-table.js';

/** While a client pays by instalments, the stages run on the awaited one. */
export class InstalmentStages1795480000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- days after an instalment's own day until its plan is broken, where that is later than the working day of tolerance
      alter table promises add column grace_days integer not null default 0 check (grace_days between 0 and 30);

      -- null: the step is about the whole debt; else about the instalment promised for that day
      alter table notice_cases add column instalment_on date;
      alter table case_stages
        add column instalment_on date,
        -- a primary key holds no nulls
        add column about_on date not null generated always as (coalesce(instalment_on, date '-infinity')) stored,
        drop constraint case_stages_pkey,
        add primary key (account_id, case_id, cycle, stage_key, about_on);
      drop index notice_cases_once;
      create unique index notice_cases_once on notice_cases (account_id, case_id, stage_key, channel, cycle, instalment_on)
        nulls not distinct where outcome <> 'dropped';

      -- The instalment a plan waits for, and what of it has not been paid; no row where there is no plan of several
      -- instalments, or the instalment is here and the plan has not been judged yet.
      create function awaited_instalment(p_account uuid, p_case uuid)
        returns table (on_day date, missing_minor bigint, breaks_on date, place integer, count integer) language sql stable parallel safe as $$
        select p.next_on, least(p.next_minor, n.until_then - (i.allocated_minor - p.allocated_before_minor)), p.breaks_on, n.place, n.count
          from promises p
          join cases c on c.account_id = p.account_id and c.id = p.case_id
          join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
         cross join lateral (
           select sum(x.amount_minor) filter (where x.due_on <= p.next_on)::bigint as until_then,
                  (count(*) filter (where x.due_on <= p.next_on))::int as place, count(*)::int as count
             from promise_instalments x where x.account_id = p.account_id and x.promise_id = p.id) n
         where p.account_id = p_account and p.case_id = p_case and p.state = 'open' and n.count > 1
           -- a transfer may fall short by a rounding
           and n.until_then - (i.allocated_minor - p.allocated_before_minor) > 1
      $$;

      -- What stops a message about a case or, with its day, about an instalment: the hold of its plan does not stop that.
      create function hold_of_message(p_account uuid, p_case uuid, p_client uuid, p_instalment_on date)
        returns table (hold_id uuid, code text, subject text, reason text, until date) language sql stable parallel safe as $$
        select (m.longest)[5]::uuid, (m.longest)[2], (m.longest)[3], (m.longest)[4], nullif((m.longest)[1]::date, 'infinity')
          from (select max(array[coalesce(h.until, 'infinity')::text, h.code, h.subject, h.reason, h.id::text]) as longest
                  from holds h
                 where h.account_id = p_account and h.subject_id in (p_case, p_client, p_account) and h.ended_at is null
                   and (p_instalment_on is null or h.code <> 'promise')) m
      $$;

      -- What a line of a message asks for: of an instalment no more than is missing of it; nothing of one that is not
      -- awaited any more.
      create function asked_of_line(p_account uuid, p_case uuid, p_balance bigint, p_instalment_on date, p_today date)
        returns table (minor bigint, is_over boolean) language sql stable parallel safe as $$
        select case when p_instalment_on is null then asked.minor else least(asked.minor, coalesce(plan.missing_minor, 0)) end,
               p_instalment_on is not null and plan.on_day is null
          from asked_of(p_account, p_case, p_balance) asked
          left join lateral (
            select w.on_day, w.missing_minor from awaited_instalment(p_account, p_case) w
             where w.on_day = p_instalment_on and w.breaks_on > p_today) plan on p_instalment_on is not null
      $$;
      grant execute on function awaited_instalment(uuid, uuid), hold_of_message(uuid, uuid, uuid, date),
        asked_of_line(uuid, uuid, bigint, date, date) to ${RUNTIME_ROLE};`);
    await outsideWalls(
      queryRunner,
      ['case_schedule', 'promises', 'promise_instalments'],
      `-- plans that were made before are looked at by the next run
      update case_schedule s set next_on = least(s.next_on, p.made_on)
        from promises p
       where p.account_id = s.account_id and p.case_id = s.case_id and p.state = 'open'
         and (select count(*) from promise_instalments x where x.account_id = p.account_id and x.promise_id = p.id) > 1`,
    );
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: what was said of instalments would be lost.',
    );
  }
}
