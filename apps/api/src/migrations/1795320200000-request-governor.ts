import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { SYSTEM_ROLE } from './tenant-table.js';

/** Turns between accounts, and hosts that are left alone while they fail. */
export class RequestGovernor1795320200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function system_take_request(text, double precision, double precision, timestamptz);
      drop function system_pause_requests(text, timestamptz, timestamptz);
      drop function system_request_budget(text);

      -- What is known of a host, or of a firm at a host where the provider counts by firm.
      create table provider_hosts (
        name text primary key,
        -- the provider asked for quiet
        paused_until timestamptz,
        -- when it last said "too many": a refusal soon after is a blocked address, not a bad key
        throttled_at timestamptz,
        -- the circuit breaker: requests that failed one after the other, and since when
        failures integer not null default 0,
        failing_since timestamptz,
        last_failure text,
        -- null while the circuit is closed
        opened_at timestamptz,
        -- when the next probe may leave
        open_until timestamptz,
        -- how often in a row it was opened, failed probes included
        openings integer not null default 0,
        is_probing boolean not null default false
      );
      insert into provider_hosts (name, paused_until, throttled_at)
      select regexp_replace(bucket, ':(read|write)$', ''), max(paused_until), max(throttled_at) from request_buckets
       where paused_until is not null or throttled_at is not null group by 1;
      alter table request_buckets drop column paused_until, drop column throttled_at,
        -- turns given while somebody waited
        add column turns bigint not null default 0;
      -- Counted anew after a crash of the server; a request must not wait for a disk.
      alter table request_buckets set unlogged;

      -- Requests that were told to come again. One that does not come is forgotten a little after its time.
      create unlogged table request_waiting (
        account_id uuid not null references accounts on delete cascade,
        request uuid not null,
        bucket text not null,
        since timestamptz not null,
        until timestamptz not null,
        primary key (account_id, request)
      );
      create index request_waiting_by_bucket on request_waiting (bucket);

      -- When each account last had a turn, in turns of the bucket.
      create unlogged table request_turns (
        account_id uuid not null references accounts on delete cascade,
        bucket text not null,
        turn bigint not null,
        primary key (account_id, bucket)
      );
      grant select, insert, update, delete on provider_hosts, request_waiting, request_turns to ${SYSTEM_ROLE};
    `);
    await queryRunner.query(TAKE_REQUEST);
    await queryRunner.query(HOSTS);
    await systemFunctions(queryRunner, [
      'system_take_request(text, text, text, double precision, double precision, uuid, uuid, timestamptz, timestamptz)',
      'system_pause_requests(text, timestamptz, timestamptz)',
      'system_report_request(text, text, timestamptz)',
      'system_request_budget(text, text, text)',
      'system_provider_hosts()',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}

/**
 * Whose turn it is: of the accounts that wait, the one whose last turn is longest ago. So while an account waits no
 * other gets two turns, whatever it asks for. A request may leave when there is enough in the bucket for it and for
 * everybody who comes before it; else it is told when to ask again. Nothing is kept while nobody has to wait.
 */
const TAKE_REQUEST = `
  create function system_take_request(p_host text, p_scope text, p_kind text, p_capacity double precision, p_per_second double precision,
      p_account uuid, p_request uuid, p_now timestamptz, p_deadline timestamptz)
    returns table (again_at timestamptz, reason text, is_host_failing boolean)
    language plpgsql security definer set search_path = pg_catalog, public as $$
  declare
    v_bucket text := p_scope || ':' || p_kind;
    b request_buckets; h provider_hosts;
    v_at timestamptz; v_tokens double precision;
    v_turn bigint := 0; v_since timestamptz; v_ahead bigint := 0; v_others bigint := 0; v_own bigint := 0;
    v_is_contended boolean;
  begin
    select * into b from request_buckets where bucket = v_bucket for update;
    if not found then
      insert into request_buckets (bucket, tokens, refilled_at) values (v_bucket, p_capacity, p_now) on conflict do nothing;
      select * into b from request_buckets where bucket = v_bucket for update;
    end if;
    -- clocks of processes differ a little: time does not run backwards
    v_at := greatest(p_now, b.refilled_at);

    select max(p.paused_until) into again_at from provider_hosts p where p.name in (p_host, p_scope) and p.paused_until > v_at;
    if again_at is not null then
      reason := 'paused'; return next; return;
    end if;
    select * into h from provider_hosts p where p.name = p_host;
    if h.open_until > v_at then
      again_at := h.open_until; reason := 'down'; return next; return;
    end if;

    v_tokens := least(p_capacity, b.tokens + extract(epoch from v_at - b.refilled_at) * p_per_second);
    v_is_contended := exists (select 1 from request_waiting w where w.bucket = v_bucket);
    if v_is_contended then
      delete from request_waiting w where w.bucket = v_bucket and w.until <= v_at;
      select coalesce(max(t.turn), 0) into v_turn from request_turns t where t.bucket = v_bucket and t.account_id = p_account;
      select coalesce(min(w.since), v_at), count(*) filter (where w.request <> p_request
               and w.since < coalesce((select m.since from request_waiting m where m.account_id = p_account and m.request = p_request), v_at))
        into v_since, v_own from request_waiting w where w.bucket = v_bucket and w.account_id = p_account;
      select count(*), count(*) filter (where (coalesce(t.turn, 0), o.since, o.account_id) < (v_turn, v_since, p_account))
        into v_others, v_ahead
        from (select w.account_id, min(w.since) as since from request_waiting w where w.bucket = v_bucket and w.account_id <> p_account group by 1) o
        left join request_turns t on t.account_id = o.account_id and t.bucket = v_bucket;
    end if;

    if v_tokens < 1 + v_ahead then
      -- the account's own requests that wait longer each cost a round of everybody
      again_at := v_at + make_interval(secs => (1 + v_ahead + v_own * (v_others + 1) - v_tokens) / p_per_second);
      reason := 'limit';
      if again_at > p_deadline then
        delete from request_waiting w where w.account_id = p_account and w.request = p_request;
      else
        insert into request_waiting as w (account_id, request, bucket, since, until)
        values (p_account, p_request, v_bucket, v_at, again_at + interval '5 seconds')
        on conflict (account_id, request) do update set until = excluded.until;
      end if;
      return next; return;
    end if;

    if h.opened_at is not null then
      -- one probe at a time: whoever comes meanwhile waits for as long as a request may take
      update provider_hosts p set open_until = v_at + interval '60 seconds', is_probing = true
       where p.name = p_host and p.opened_at is not null and p.open_until <= v_at;
      if not found then
        select p.open_until into again_at from provider_hosts p where p.name = p_host and p.open_until > v_at;
        if again_at is not null then
          reason := 'down'; return next; return;
        end if;
      end if;
    end if;
    if v_is_contended then
      delete from request_waiting w where w.account_id = p_account and w.request = p_request;
      insert into request_turns as t (account_id, bucket, turn) values (p_account, v_bucket, b.turns + 1)
      on conflict (account_id, bucket) do update set turn = excluded.turn;
    end if;
    update request_buckets set tokens = v_tokens - 1, refilled_at = v_at, turns = turns + v_is_contended::int where bucket = v_bucket;
    again_at := null; reason := null; is_host_failing := coalesce(h.failures > 0, false);
    return next;
  end $$`;

/**
 * The circuit opens when eight requests have failed one after the other within five minutes: more than one request with
 * all its attempts. It stays open for 30 seconds, then one probe may leave; each failed one doubles the pause, up to a
 * quarter of an hour.
 */
const HOSTS = `
  create function system_report_request(p_host text, p_failure text, p_at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
  declare h provider_hosts; v_failures integer; v_openings integer;
  begin
    if p_failure is null then
      update provider_hosts set failures = 0, failing_since = null, last_failure = null, opened_at = null, open_until = null,
             openings = 0, is_probing = false
       where name = p_host and failures > 0;
      return;
    end if;
    insert into provider_hosts (name) values (p_host) on conflict do nothing;
    select * into h from provider_hosts where name = p_host for update;
    -- one that was on its way when the circuit opened says nothing new
    if h.opened_at is not null and not h.is_probing then return; end if;
    if h.opened_at is null and h.failing_since < p_at - interval '5 minutes' then
      v_failures := 1;
    else
      v_failures := h.failures + 1;
    end if;
    v_openings := case when v_failures >= 8 then h.openings + 1 else 0 end;
    update provider_hosts
       set failures = v_failures, failing_since = case when v_failures = 1 then p_at else failing_since end, last_failure = p_failure,
           is_probing = false, openings = v_openings,
           opened_at = case when v_openings > 0 then coalesce(opened_at, p_at) end,
           open_until = case when v_openings > 0 then p_at + least(interval '15 minutes', interval '30 seconds' * power(2, v_openings - 1)) end
     where name = p_host;
  end $$;

  create function system_pause_requests(p_scope text, p_until timestamptz, p_at timestamptz) returns void
    language sql security definer set search_path = pg_catalog, public as $$
    -- whoever was told to slow down begins slowly again; buckets first, as in taking
    update request_buckets set tokens = 0, refilled_at = greatest(refilled_at, p_until)
     where starts_with(bucket, p_scope || ':');
    insert into provider_hosts as h (name, paused_until, throttled_at) values (p_scope, p_until, p_at)
    on conflict (name) do update set paused_until = greatest(h.paused_until, p_until), throttled_at = greatest(h.throttled_at, p_at);
  $$;

  create function system_request_budget(p_host text, p_scope text, p_kind text)
    returns table (tokens double precision, refilled_at timestamptz, waiting bigint, paused_until timestamptz, throttled_at timestamptz, open_until timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select b.tokens, b.refilled_at, (select count(*) from request_waiting w where w.bucket = p_scope || ':' || p_kind),
           greatest(s.paused_until, h.paused_until), greatest(s.throttled_at, h.throttled_at), h.open_until
      from (select 1) one
      left join request_buckets b on b.bucket = p_scope || ':' || p_kind
      left join provider_hosts s on s.name = p_scope
      left join provider_hosts h on h.name = p_host
  $$;

  create function system_provider_hosts()
    returns table (name text, failures integer, failing_since timestamptz, last_failure text, opened_at timestamptz, open_until timestamptz, paused_until timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select h.name, h.failures, h.failing_since, h.last_failure, h.opened_at, h.open_until, h.paused_until from provider_hosts h
     where h.failures > 0 or h.paused_until is not null order by h.name
  $$;`;
