import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/**
 * Letters that are posted and tasks that are done by a person of the firm. Both are notices, so that the
 * keys that keep a step from being taken twice hold for them too; nobody sends them, so they wait as `to_do`.
 */
export class ByHand1795410000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table notices
        drop constraint notices_channel_check,
        add constraint notices_channel_check check (channel in ('email', 'letter', 'task')),
        drop constraint notices_state_check,
        add constraint notices_state_check check (state in ('planned', 'held', 'claimed', 'handing_over', 'deferred', 'sent', 'refused', 'unknown',
                                                            'cancelled', 'to_do', 'awaiting_approval')),
        -- when a letter was last written out, and its text frozen
        add column printed_at timestamptz,
        add column registered_number text,
        -- what came of it, in the words of who did it
        add column outcome_note text,
        add column handled_by uuid references users,
        add constraint notices_by_hand check ((state = 'to_do') <= (channel <> 'email'));
      create index notices_by_hand on notices (account_id, channel, state, planned_on, id) where channel <> 'email';

      -- An e-mail or a letter a client and day, and a task besides: a task is no contact.
      drop index notices_one_a_day;
      create unique index notices_one_a_day on notices (account_id, client_id, audience, planned_on, only_case_id, (channel = 'task')) nulls not distinct;

      -- What an account calls a stage, in every plan that has it; its text hangs on the key just so.
      create table stage_names (
        account_id uuid not null references accounts on delete cascade,
        stage_key text not null,
        name text not null check (length(name) between 1 and 60),
        primary key (account_id, stage_key)
      );`);
    await tenantTable(queryRunner, 'stage_names');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what was done by hand would be lost.');
  }
}
