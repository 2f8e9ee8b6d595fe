import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { systemMay, tenantTable } from './tenant-table.js';

/** The invoices behind the numbers of a sync run: new, updated, closed. */
export class SyncRunChanges1795320110000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sync_run_changes (
        account_id uuid not null,
        run_id uuid not null,
        outcome text not null check (outcome in ('new', 'updated', 'closed')),
        invoice_id uuid not null,
        -- real time; rows come in its order, so the smallest of indexes finds the old ones
        noted_at timestamptz not null,
        primary key (account_id, run_id, outcome, invoice_id),
        foreign key (account_id, run_id) references sync_runs on delete cascade
      );
      create index sync_run_changes_noted on sync_run_changes using brin (noted_at);
    `);
    await tenantTable(queryRunner, 'sync_run_changes', 'select, insert');
    await systemMay(queryRunner, 'sync_run_changes', 'select, delete');
    await queryRunner.query(`
      create function system_forget_run_changes(p_before timestamptz) returns bigint
        language sql security definer set search_path = pg_catalog, public as $$
        with gone as (delete from sync_run_changes c where c.noted_at < p_before returning 1) select count(*) from gone
      $$;`);
    await systemFunctions(queryRunner, ['system_forget_run_changes(timestamptz)']);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
