import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE } from './tenant-table.js';

/**
 * The short list of functions that look across accounts: sign-in, the tick, and the request governor.
 * Everything else works inside one account's scope.
 */
export class AcrossAccounts1795219203000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function system_find_user(p_username text)
        returns table (id uuid, password_hash text, is_disabled boolean)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select u.id, u.password_hash, u.is_disabled from users u where lower(u.username) = lower(p_username)
      $$;

      create function system_create_user(p_username text, p_email text, p_name text, p_password_hash text,
          p_language text, p_is_instance_admin boolean, p_at timestamptz) returns uuid
        language sql security definer set search_path = pg_catalog, public as $$
        insert into users (username, email, name, password_hash, language, is_instance_admin, created_at, updated_at)
        values (p_username, p_email, p_name, p_password_hash, p_language, p_is_instance_admin, p_at, p_at) returning id
      $$;

      create function system_count_users() returns bigint
        language sql stable security definer set search_path = pg_catalog, public as $$ select count(*) from users $$;

      create function system_count_accounts() returns bigint
        language sql stable security definer set search_path = pg_catalog, public as $$ select count(*) from accounts $$;

      create function system_find_session(p_refresh_hash bytea)
        returns table (id uuid, user_id uuid, is_current boolean, rotated_at timestamptz, expires_at timestamptz, ended_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select s.id, s.user_id, s.refresh_hash = p_refresh_hash, s.rotated_at, s.expires_at, s.ended_at
          from sessions s where s.refresh_hash = p_refresh_hash or s.previous_refresh_hash = p_refresh_hash
      $$;

      -- Exponential delay per name and per address, from the fifth failure on, at most 15 minutes.
      create function system_sign_in_blocked_until(p_subjects text[]) returns timestamptz
        language sql stable security definer set search_path = pg_catalog, public as $$
        select max(blocked_until) from sign_in_attempts where subject = any (p_subjects)
      $$;
      create function system_sign_in_failed(p_subject text, p_free_failures integer, p_at timestamptz) returns void
        language sql security definer set search_path = pg_catalog, public as $$
        insert into sign_in_attempts as a (subject, failures, updated_at) values (p_subject, 1, p_at)
        on conflict (subject) do update set
          failures = case when a.updated_at < p_at - interval '1 hour' then 1 else a.failures + 1 end,
          blocked_until = case when a.updated_at >= p_at - interval '1 hour' and a.failures + 1 >= p_free_failures
            then p_at + least(interval '15 minutes', interval '1 second' * power(2, least(a.failures + 1 - p_free_failures, 10))) end,
          updated_at = p_at
      $$;
      create function system_sign_in_succeeded(p_subject text) returns void
        language sql security definer set search_path = pg_catalog, public as $$
        delete from sign_in_attempts where subject = p_subject
      $$;

      -- What is due now, by each account's own clock. The day that is due is the account's; days missed in a
      -- downtime are caught up by the run itself, so one row an account is enough.
      create function system_due_daily_runs(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid, on_day date)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id, (p_now at time zone a.time_zone)::date
          from accounts a
         where (p_now at time zone a.time_zone)::time >= a.daily_run_at
           and not exists (select 1 from daily_runs d
                            where d.account_id = a.id and d.on_day = (p_now at time zone a.time_zone)::date
                              and (d.state = 'finished' or d.state = 'running' and d.lease_until > p_wall))
      $$;

      create function system_due_syncs(p_now timestamptz) returns table (account_id uuid, connection_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select c.account_id, c.id
          from connections c join accounts a on a.id = c.account_id
         where c.state = 'active'
           and (p_now at time zone a.time_zone)::time between a.sync_from and a.sync_until
           and (c.last_sync_at is null or c.last_sync_at <= p_now - make_interval(mins => a.sync_every_minutes))
           and not exists (select 1 from sync_runs r
                            where r.account_id = c.account_id and r.connection_id = c.id and r.state in ('queued', 'running'))
      $$;

      -- Runs whose worker is gone: they go on at their cursor.
      create function system_orphaned_sync_runs(p_now timestamptz, p_queued_before timestamptz)
        returns table (account_id uuid, connection_id uuid, run_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select r.account_id, r.connection_id, r.id from sync_runs r
         where r.state = 'running' and r.lease_until < p_now
            or r.state = 'queued' and r.queued_at < p_queued_before
      $$;

      create function system_accounts_with_notices(p_now timestamptz, p_wall timestamptz) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a
         where exists (select 1 from notices n
                        where n.account_id = a.id and n.state in ('planned', 'deferred', 'held') and n.not_before <= p_now)
            or exists (select 1 from notices n
                        where n.account_id = a.id and n.state in ('claimed', 'handing_over') and n.lease_until < p_wall)
      $$;

      -- The request governor: a token bucket a provider, host and class of request, shared by every process
      -- of the installation. Capacity plus one minute's refill never exceeds the provider's limit a minute.
      create table request_buckets (
        bucket text primary key,
        tokens double precision not null,
        refilled_at timestamptz not null,
        paused_until timestamptz,
        -- when the provider last said "too many": a refusal soon after is a blocked address, not a bad key
        throttled_at timestamptz
      );
      grant select, insert, update on request_buckets to ${SYSTEM_ROLE};

      -- Takes one request; answers null when it may leave now, else the moment to ask again.
      create function system_take_request(p_bucket text, p_capacity double precision, p_per_second double precision, p_now timestamptz)
        returns timestamptz language plpgsql security definer set search_path = pg_catalog, public as $$
      declare b request_buckets; v_tokens double precision; v_at timestamptz;
      begin
        insert into request_buckets (bucket, tokens, refilled_at) values (p_bucket, p_capacity, p_now) on conflict do nothing;
        select * into b from request_buckets where bucket = p_bucket for update;
        v_at := greatest(p_now, b.refilled_at);
        if b.paused_until > v_at then return b.paused_until; end if;
        v_tokens := least(p_capacity, b.tokens + extract(epoch from v_at - b.refilled_at) * p_per_second);
        if v_tokens < 1 then
          return v_at + make_interval(secs => (1 - v_tokens) / p_per_second);
        end if;
        update request_buckets set tokens = v_tokens - 1, refilled_at = v_at, paused_until = null where bucket = p_bucket;
        return null;
      end $$;

      create function system_pause_requests(p_bucket text, p_until timestamptz, p_at timestamptz) returns void
        language sql security definer set search_path = pg_catalog, public as $$
        insert into request_buckets as b (bucket, tokens, refilled_at, paused_until, throttled_at) values (p_bucket, 0, p_until, p_until, p_at)
        on conflict (bucket) do update set paused_until = greatest(b.paused_until, p_until), throttled_at = greatest(b.throttled_at, p_at)
      $$;

      create function system_request_budget(p_bucket text) returns table (tokens double precision, refilled_at timestamptz, paused_until timestamptz, throttled_at timestamptz)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select b.tokens, b.refilled_at, b.paused_until, b.throttled_at from request_buckets b where b.bucket = p_bucket
      $$;
    `);
    const functions = `system_find_user(text), system_create_user(text, text, text, text, text, boolean, timestamptz),
      system_count_users(), system_count_accounts(), system_find_session(bytea), system_sign_in_blocked_until(text[]),
      system_sign_in_failed(text, integer, timestamptz), system_sign_in_succeeded(text), system_due_daily_runs(timestamptz, timestamptz),
      system_due_syncs(timestamptz), system_orphaned_sync_runs(timestamptz, timestamptz), system_accounts_with_notices(timestamptz, timestamptz),
      system_take_request(text, double precision, double precision, timestamptz), system_pause_requests(text, timestamptz, timestamptz),
      system_request_budget(text)`;
    for (const fn of functions.split(/,\s*(?=system_)/)) {
      await queryRunner.query(`
        alter function ${fn} owner to ${SYSTEM_ROLE};
        revoke execute on function ${fn} from public;
        grant execute on function ${fn} to ${RUNTIME_ROLE};`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration creates the schema.');
  }
}
