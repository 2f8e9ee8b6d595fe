import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, tenantTable } from './tenant-table.js';

/** Why each case does what it does: today's answer in the schedule, and every answer that differed from the one before. */
export class CaseEvaluations1795360000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- One row a case and day, and only where the answer is another one than before: it holds until the next row.
      create table case_evaluations (
        account_id uuid not null,
        case_id uuid not null,
        on_day date not null,
        at timestamptz not null,
        code text not null,
        -- what words need: stageKey, until, dayOff, least, noticeId, ...; never anything a person wrote
        facts jsonb not null default '{}',
        primary key (account_id, case_id, on_day),
        foreign key (account_id, case_id) references cases on delete cascade
      );

      -- Since when a stage of the case is due, or will be: what waits although it is due is found by it.
      alter table case_schedule add column due_from date;
      alter table case_schedule no force row level security;
      alter table cases no force row level security;
      alter table stages no force row level security;
      update case_schedule s set due_from = c.due_on + g.offset_days
        from cases c
        join stages g on g.account_id = c.account_id and g.policy_id = c.policy_id and g.version = c.policy_version
       where c.account_id = s.account_id and c.id = s.case_id and g.key = s.next_stage_key;
      alter table case_schedule force row level security;
      alter table cases force row level security;
      alter table stages force row level security;
      -- Whatever is no reason of these is one that holds a case back.
      create index case_schedule_held on case_schedule (account_id, reason, due_from, case_id)
       where reason not in ('opened', 'not-due-yet', 'released', 'policy-changed', 'notice-cancelled', 'waiting-for-outcome');

      -- What a notice that has not left says to its cases, as a code; null where it is only on its way.
      create function notice_answer(p_state text, p_reason text) returns text language sql immutable parallel safe as $$
        select case
                 when p_state = 'awaiting_approval' then 'waits-for-approval'
                 when p_state in ('planned', 'held', 'deferred') then split_part(p_reason, ':', 1)
               end
      $$;
      grant execute on function notice_answer(text, text) to ${RUNTIME_ROLE};
    `);
    await tenantTable(queryRunner, 'case_evaluations');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: the history of answers would be lost.');
  }
}
