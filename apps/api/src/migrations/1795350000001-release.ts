import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE } from './tenant-table.js';

/** Notices that leave only when a person lets them go, and what that person has seen. */
export class Release1795350000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table notices
        -- why a person must let it go; null leaves by itself
        add column waits_for text check (waits_for in ('stage', 'draft', 'unusual')),
        add column approved_at timestamptz,
        add column approved_by uuid references users,
        -- fingerprint of what was approved: cases, amounts, words, addresses
        add column approved_content text,
        drop constraint notices_state_check,
        add constraint notices_state_check check (state in ('awaiting_approval', 'planned', 'held', 'claimed', 'handing_over',
                                                            'deferred', 'sent', 'refused', 'unknown', 'cancelled')),
        add constraint notices_approval check (
          (state <> 'awaiting_approval' or waits_for is not null and approved_at is null) and (approved_at is null) = (approved_content is null));

      -- Minutes a planned notice stands in the outbox before it may leave: time to take it back.
      alter table accounts add column undo_minutes integer not null default 0 check (undo_minutes between 0 and 1440);

      -- How far a policy goes by itself holds at once, for every case on it: not with the version a case runs on.
      create function release_mode_of(p_account uuid, p_policy uuid) returns text language sql stable parallel safe as $$
        select v.release_mode from policies p
          join policy_versions v on v.account_id = p.account_id and v.policy_id = p.id and v.version = p.current_version
         where p.account_id = p_account and p.id = p_policy
      $$;
      grant execute on function release_mode_of(uuid, uuid) to ${RUNTIME_ROLE};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: who let what go would be lost.');
  }
}
