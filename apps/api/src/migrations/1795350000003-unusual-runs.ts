import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** Daily runs that plan much more than usual wait for a person, with the figures. */
export class UnusualRuns1795350000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table accounts add column is_unusual_held boolean not null default true;
      -- {"PLN": "12345"}: what the run's notices ask for, in minor units
      alter table daily_runs add column planned_sums jsonb not null default '{}';

      create table unusual_runs (
        account_id uuid not null references accounts on delete cascade,
        on_day date not null,
        reasons text[] not null check (reasons <@ array['first-run', 'many-cases', 'large-sums'] and cardinality(reasons) > 0),
        active_cases integer not null,
        moved_cases integer not null,
        -- of all its notices, and of the largest run of the 30 before it
        sums jsonb not null,
        usual_sums jsonb not null,
        found_at timestamptz not null,
        released_at timestamptz,
        released_by uuid references users,
        primary key (account_id, on_day)
      );`);
    await tenantTable(queryRunner, 'unusual_runs');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: which runs were held would be lost.');
  }
}
