import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sync runs can be watched while they go, and cancelled. */
export class WatchSyncs1795320100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table sync_runs drop constraint sync_runs_state_check;
      alter table sync_runs add constraint sync_runs_state_check
        check (state in ('queued', 'running', 'succeeded', 'paused', 'failed', 'cancelled'));
      alter table sync_runs
        -- invoices that earlier runs of the same pass had read
        add column seen_before integer not null default 0,
        -- when the last page was written, real time
        add column advanced_at timestamptz,
        -- where the pace is measured from: the first page of invoices this run has written
        add column pace_from_at timestamptz,
        add column pace_from_seen integer;

      -- Tells whoever watches, in any process, that the row is worth a look. Ids only: the row itself is behind the wall.
      create function tell_sync_run() returns trigger language plpgsql set search_path = pg_catalog, public as $$
      begin
        perform pg_notify('sync_run', new.account_id::text || ' ' || new.id::text);
        return null;
      end $$;
      create trigger sync_runs_tell after update of state, phase on sync_runs
        for each row execute function tell_sync_run();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: cancelled runs have no older state.');
  }
}
