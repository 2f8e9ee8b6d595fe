import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { RUNTIME_ROLE, SYSTEM_ROLE } from './tenant-table.js';

/**
 * Accounts that are suspended, or have a feature switched off, are left alone by everything that works by
 * itself; accounts whose time has come are removed, whole; and the operators of the installation see the
 * list of accounts and people, never what is in an account.
 */
export class AccountLives1795300450000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- May anything work by itself for this account, as far as the feature goes? Asked by whoever is about to.
      create function account_works(p_account uuid, p_feature text) returns boolean
        language sql stable parallel safe as $$
        select exists (select 1 from accounts a where a.id = p_account and a.state = 'active')
           and not exists (select 1 from account_features f where f.account_id = p_account and f.feature = p_feature and not f.is_on)
      $$;
      grant execute on function account_works(uuid, text) to ${RUNTIME_ROLE}, ${SYSTEM_ROLE};

      create or replace function system_due_daily_runs(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid, on_day date)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id, (p_now at time zone a.time_zone)::date
          from accounts a
         where (p_now at time zone a.time_zone)::time >= a.daily_run_at
           and not exists (select 1 from daily_runs d
                            where d.account_id = a.id and d.on_day = (p_now at time zone a.time_zone)::date
                              and (d.state = 'finished' or d.state = 'running' and d.lease_until > p_wall))
           and account_works(a.id, 'reminders')
      $$;

      create or replace function system_due_syncs(p_now timestamptz) returns table (account_id uuid, connection_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select c.account_id, c.id
          from connections c join accounts a on a.id = c.account_id
         where c.state = 'active'
           and (p_now at time zone a.time_zone)::time between a.sync_from and a.sync_until
           and (c.last_sync_at is null or c.last_sync_at <= p_now - make_interval(mins => a.sync_every_minutes))
           and not exists (select 1 from sync_runs r
                            where r.account_id = c.account_id and r.connection_id = c.id and r.state in ('queued', 'running'))
           and account_works(a.id, c.provider)
      $$;

      create or replace function system_orphaned_sync_runs(p_now timestamptz, p_queued_before timestamptz)
        returns table (account_id uuid, connection_id uuid, run_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select r.account_id, r.connection_id, r.id
          from sync_runs r join connections c on c.account_id = r.account_id and c.id = r.connection_id
         where (r.state = 'running' and r.lease_until < p_now or r.state = 'queued' and r.queued_at < p_queued_before)
           and account_works(r.account_id, c.provider)
      $$;

      create or replace function system_accounts_with_notices(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a
         where (exists (select 1 from notices n
                        where n.account_id = a.id and n.state in ('planned', 'deferred', 'held') and n.not_before <= p_now)
             or exists (select 1 from notices n
                        where n.account_id = a.id and n.state in ('claimed', 'handing_over') and n.lease_until < p_wall))
           and account_works(a.id, 'reminders')
      $$;

      -- What instance admins see of the whole installation, inside Tenancy.asInstance only.
      create policy accounts_of_instance on accounts for select using (app_instance());
      create policy memberships_of_instance on memberships for select using (app_instance());
      create policy users_of_instance on users using (app_instance()) with check (app_instance());
      create policy sessions_of_instance on sessions using (app_instance()) with check (app_instance());

      -- How much there is in accounts, for the list of accounts: numbers, and no row of any of them.
      create function system_count_active_cases(p_accounts uuid[]) returns table (account_id uuid, active integer)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id, (select count(*)::int from cases c where c.account_id = a.id and c.state = 'active')
          from unnest(p_accounts) a(id)
      $$;

      create function system_due_removals(p_today date) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a where a.state = 'deleting' and a.deletes_on <= p_today
      $$;

      -- Removes an account and every row of it, in one statement, so that no order of tables has to be known:
      -- keys between tables are looked at when all of it is gone. Tables are found in the catalogue, new ones too.
      create function system_remove_account(p_account uuid, p_today date) returns boolean
        language plpgsql security definer set search_path = pg_catalog, public as $$
      declare v_parts text;
      begin
        perform 1 from accounts a where a.id = p_account and a.state = 'deleting' and a.deletes_on <= p_today for update;
        if not found then return false; end if;
        perform set_config('app.account_id', p_account::text, true);
        select string_agg(format('gone_%s as (delete from public.%I where account_id = $1)', c.oid, c.relname), ', ')
          into v_parts
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition;
        execute format('with %s delete from public.accounts where id = $1', v_parts) using p_account;
        perform set_config('app.account_id', '', true);
        return true;
      end $$;
    `);
    // Tables made from now on get this right from tenantTable; with it goes the account of the transaction only.
    await queryRunner.query(`
      do $$ declare v_table text; begin
        for v_table in
          select c.relname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        loop
          execute format('grant select, delete on public.%I to ${SYSTEM_ROLE}', v_table);
        end loop;
      end $$;
      grant update, delete on accounts to ${SYSTEM_ROLE};`);
    await systemFunctions(queryRunner, [
      'system_count_active_cases(uuid[])',
      'system_due_removals(date)',
      'system_remove_account(uuid, date)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
