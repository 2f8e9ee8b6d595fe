import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { tenantTable } from './tenant-table.js';

/** Full passes and passes over changes, what a pass has seen, and when a run that failed comes back. */
export class SyncPasses1795320201000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table connections
        -- what changed from here on is asked for next; null until a pass has come to its end
        add column changes_since timestamptz,
        -- the last pass over everything: when it began, and the last due day it asked for
        add column full_pass_at timestamptz,
        add column full_pass_until date,
        -- cases of stored invoices due until this day have been opened, where no list shows them again
        add column cases_opened_until date,
        -- runs that failed one after the other because of the provider, and when the next one may begin
        add column failed_runs integer not null default 0,
        add column retry_at timestamptz;
      alter table sync_runs
        add column pass text check (pass in ('full', 'changes')),
        add column retry_at timestamptz;

      -- What a pass over a list without an order has met so far. Goes on over several runs, ends with the pass.
      create table sync_seen (
        account_id uuid not null,
        connection_id uuid not null,
        collection text not null,
        external_id text not null,
        primary key (account_id, connection_id, collection, external_id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );
    `);
    await tenantTable(queryRunner, 'sync_seen', 'select, insert, delete');
    await queryRunner.query(`
      drop function system_due_syncs(timestamptz);
      -- The schedule is business time; a provider that asked for quiet, or failed, means real time.
      create function system_due_syncs(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid, connection_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select c.account_id, c.id
          from connections c join accounts a on a.id = c.account_id
         where c.state = 'active'
           and (p_now at time zone a.time_zone)::time between a.sync_from and a.sync_until
           and case when c.retry_at is not null then c.retry_at <= p_wall
                    else c.last_sync_at is null or c.last_sync_at <= p_now - make_interval(mins => a.sync_every_minutes) end
           and not exists (select 1 from sync_runs r
                            where r.account_id = c.account_id and r.connection_id = c.id and r.state in ('queued', 'running'))
           and account_works(a.id, c.provider)
      $$;
    `);
    await systemFunctions(queryRunner, ['system_due_syncs(timestamptz, timestamptz)']);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
