import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter that is to be posted, and a task that is to be done, say what they wait for. */
export class ByHandAnswers1795420000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- p_reason: of a notice that waits for approval what it waits for, of one a person brings its channel, else why it waits
      create or replace function notice_answer(p_state text, p_reason text) returns text language sql immutable parallel safe as $$
        select case
                 when p_state = 'awaiting_approval' then
                   case p_reason when 'draft' then 'policy-draft' when 'unusual' then 'unusual-day' else 'waits-for-approval' end
                 when p_state = 'to_do' then case p_reason when 'letter' then 'letter-not-posted' else 'task-not-done' end
                 when p_state in ('planned', 'held', 'deferred') then split_part(p_reason, ':', 1)
               end
      $$;`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
