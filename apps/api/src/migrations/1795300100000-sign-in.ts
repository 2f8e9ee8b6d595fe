import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { systemFunctions } from './system-functions.js';
import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay } from './tenant-table.js';

/** What a person signs in with, what they are asked for besides, and where they are signed in. */
export class SignIn1795300100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outsideWalls(queryRunner, ['users'], PEOPLE);
    await outsideWalls(queryRunner, ['sessions'], SESSIONS);
    await queryRunner.query(SECOND_FACTORS);
    await queryRunner.query(SECRETS_BY_MAIL);
    for (const table of OF_ONE_PERSON) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_of_user on ${table} using (user_id = app_user()) with check (user_id = app_user());
        grant select, insert, update, delete on ${table} to ${RUNTIME_ROLE};`);
    }
    await queryRunner.query(`
      alter table sign_in_tickets enable row level security;
      alter table sign_in_tickets force row level security;
      grant delete on sessions to ${SYSTEM_ROLE};`);
    await systemMay(queryRunner, 'sign_in_tickets', 'select, insert, update, delete');
    await systemMay(queryRunner, 'spent_refresh_tokens', 'select, delete');
    await systemMay(queryRunner, 'user_passkeys', 'select');
    await systemMay(queryRunner, 'one_time_tokens', 'select, delete');
    await queryRunner.query(FUNCTIONS);
    await systemFunctions(queryRunner, [
      'system_find_user(text)',
      'system_create_user(text, text, text, text, text, boolean, timestamptz)',
      'system_find_session(bytea)',
      'system_begin_sign_in(text[], integer[], timestamptz)',
      'system_sign_in_succeeded(text[], text[])',
      'system_put_ticket(bytea, uuid, text, text, timestamptz)',
      'system_try_ticket(bytea, text, integer, timestamptz)',
      'system_take_ticket(bytea)',
      'system_find_passkey(text)',
      'system_find_one_time_token(bytea, text, timestamptz)',
      'system_forget_sign_ins(timestamptz, timestamptz)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}

const OF_ONE_PERSON = [
  'known_devices',
  'one_time_tokens',
  'recovery_codes',
  'spent_refresh_tokens',
  'user_passkeys',
  'user_totp',
];

/** People may sign in by address, so an address belongs to one person, and nobody's name is another's address. */
const PEOPLE = `
  update users u set email = u.id || '@shared-address.invalid'
   where exists (select 1 from users o where lower(o.email) = lower(u.email) and (o.created_at, o.id) < (u.created_at, u.id));
  update users u set email = u.username
   where u.username like '%@%' and not exists (select 1 from users o where o.id <> u.id and lower(o.email) = lower(u.username));
  create unique index users_email on users (lower(email));

  alter table users
    add column time_zone text,
    add column email_verified_at timestamptz,
    add column password_changed_at timestamptz,
    add constraint users_name_is_own_address check (username not like '%@%' or lower(username) = lower(email)) not valid;
  update users set password_changed_at = created_at;
`;

const SESSIONS = `
  alter table sessions
    add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc')),
    add column second_factor_at timestamptz,
    add column last_seen_at timestamptz;
  update sessions set last_seen_at = rotated_at;
  alter table sessions alter column last_seen_at set not null;

  -- Refresh tokens that have been swapped and whose grace is over: one that comes back has been copied.
  create table spent_refresh_tokens (
    token_hash bytea primary key,
    session_id uuid not null references sessions on delete cascade,
    user_id uuid not null references users on delete cascade
  );
  create index spent_refresh_tokens_by_session on spent_refresh_tokens (session_id);

  -- Browsers a person has signed in from: their guesses are counted apart, and a new one is worth a mail.
  create table known_devices (
    user_id uuid not null references users on delete cascade,
    device_hash bytea not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (user_id, device_hash)
  );
`;

const SECOND_FACTORS = `
  create table user_totp (
    user_id uuid primary key references users on delete cascade,
    sealed_seed text not null,
    -- the 30-second step of the newest code that was taken: none counts twice
    last_used_step bigint,
    created_at timestamptz not null,
    confirmed_at timestamptz
  );

  create table user_passkeys (
    id uuid primary key default uuidv7(),
    user_id uuid not null references users on delete cascade,
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null,
    name text not null,
    created_at timestamptz not null,
    last_used_at timestamptz
  );
  create index user_passkeys_by_user on user_passkeys (user_id);

  create table recovery_codes (
    user_id uuid not null references users on delete cascade,
    code_hash bytea not null,
    used_at timestamptz,
    primary key (user_id, code_hash)
  );

  -- The step between a first proof and the next, or between a challenge and its answer.
  create table sign_in_tickets (
    ticket_hash bytea primary key,
    user_id uuid references users on delete cascade,
    purpose text not null,
    challenge text,
    tries integer not null default 0,
    expires_at timestamptz not null
  );
`;

const SECRETS_BY_MAIL = `
  create table one_time_tokens (
    token_hash bytea primary key,
    purpose text not null check (purpose in ('password-reset', 'email-change')),
    user_id uuid not null references users on delete cascade,
    -- the address it was written to; for a change of address the new one
    email text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  );
  create index one_time_tokens_by_user on one_time_tokens (user_id, purpose, created_at desc);
`;

const FUNCTIONS = `
  create or replace function system_find_user(p_username text)
    returns table (id uuid, password_hash text, is_disabled boolean)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select u.id, u.password_hash, u.is_disabled from users u
     where lower(u.username) = lower(p_username) or lower(u.email) = lower(p_username)
     order by lower(u.username) = lower(p_username) desc limit 1
  $$;

  create or replace function system_create_user(p_username text, p_email text, p_name text, p_password_hash text,
      p_language text, p_is_instance_admin boolean, p_at timestamptz) returns uuid
    language sql security definer set search_path = pg_catalog, public as $$
    insert into users (username, email, name, password_hash, language, is_instance_admin, created_at, updated_at, password_changed_at)
    values (p_username, p_email, p_name, p_password_hash, p_language, p_is_instance_admin, p_at, p_at, p_at) returning id
  $$;

  drop function system_find_session(bytea);
  create function system_find_session(p_refresh_hash bytea)
    returns table (id uuid, user_id uuid, place text, refresh_hash bytea, rotated_at timestamptz, expires_at timestamptz, ended_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select s.id, s.user_id, case when s.refresh_hash = p_refresh_hash then 'current' else 'previous' end,
           s.refresh_hash, s.rotated_at, s.expires_at, s.ended_at
      from sessions s where s.refresh_hash = p_refresh_hash or s.previous_refresh_hash = p_refresh_hash
    union all
    select s.id, s.user_id, 'spent', s.refresh_hash, s.rotated_at, s.expires_at, s.ended_at
      from spent_refresh_tokens t join sessions s on s.id = t.session_id where t.token_hash = p_refresh_hash
  $$;

  -- Counts an attempt before it is looked at, so that a thousand at the same moment count as a thousand.
  -- Answers for each subject until when it must wait; one that waits is not counted again.
  drop function system_sign_in_failed(text, integer, timestamptz);
  drop function system_sign_in_blocked_until(text[]);
  create function system_begin_sign_in(p_subjects text[], p_free integer[], p_at timestamptz)
    returns table (subject text, blocked_until timestamptz)
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare v_subject text; v_free integer; v_row sign_in_attempts;
    begin
      -- always in the same order, so that two attempts never wait for each other
      for v_subject, v_free in select s, f from unnest(p_subjects, p_free) as a (s, f) order by s loop
        insert into sign_in_attempts as a (subject, failures, updated_at) values (v_subject, 0, p_at) on conflict do nothing;
        select a.* into v_row from sign_in_attempts a where a.subject = v_subject for update;
        if v_row.blocked_until > p_at then
          subject := v_subject; blocked_until := v_row.blocked_until; return next;
        else
          if v_row.updated_at < p_at - interval '1 hour' then v_row.failures := 0; end if;
          update sign_in_attempts a set failures = v_row.failures + 1, updated_at = p_at,
                 blocked_until = case when v_row.failures + 1 >= v_free
                   then p_at + least(interval '15 minutes', interval '1 second' * power(2, least(v_row.failures + 1 - v_free, 10))) end
           where a.subject = v_subject;
        end if;
      end loop;
    end $$;

  -- One that was right was no guess.
  drop function system_sign_in_succeeded(text);
  create function system_sign_in_succeeded(p_forget text[], p_give_back text[]) returns void
    language sql security definer set search_path = pg_catalog, public as $$
    delete from sign_in_attempts where subject = any (p_forget);
    update sign_in_attempts set failures = greatest(failures - 1, 0), blocked_until = null where subject = any (p_give_back);
  $$;

  create function system_put_ticket(p_hash bytea, p_user uuid, p_purpose text, p_challenge text, p_expires_at timestamptz) returns void
    language sql security definer set search_path = pg_catalog, public as $$
    insert into sign_in_tickets (ticket_hash, user_id, purpose, challenge, expires_at)
    values (p_hash, p_user, p_purpose, p_challenge, p_expires_at)
    on conflict (ticket_hash) do update set challenge = excluded.challenge
  $$;

  -- Counts the try, and answers only while there are some left.
  create function system_try_ticket(p_hash bytea, p_purpose text, p_max_tries integer, p_at timestamptz)
    returns table (user_id uuid, challenge text)
    language sql security definer set search_path = pg_catalog, public as $$
    update sign_in_tickets t set tries = t.tries + 1
     where t.ticket_hash = p_hash and t.purpose = p_purpose and t.tries < p_max_tries and t.expires_at > p_at
    returning t.user_id, t.challenge
  $$;

  -- True for one caller only: a ticket opens one session.
  create function system_take_ticket(p_hash bytea) returns boolean
    language sql security definer set search_path = pg_catalog, public as $$
    with gone as (delete from sign_in_tickets where ticket_hash = p_hash returning 1) select exists (select 1 from gone)
  $$;

  create function system_find_passkey(p_credential_id text) returns table (id uuid, user_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select p.id, p.user_id from user_passkeys p where p.credential_id = p_credential_id
  $$;

  create function system_find_one_time_token(p_hash bytea, p_purpose text, p_at timestamptz) returns table (user_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
    select t.user_id from one_time_tokens t
     where t.token_hash = p_hash and t.purpose = p_purpose and t.used_at is null and t.expires_at > p_at
  $$;

  -- What nobody needs any more: tickets and links that are over, counts of an old attack, sessions long ended.
  create function system_forget_sign_ins(p_at timestamptz, p_sessions_before timestamptz) returns void
    language sql security definer set search_path = pg_catalog, public as $$
    delete from sign_in_tickets where expires_at < p_at;
    delete from one_time_tokens where expires_at < p_sessions_before;
    delete from sign_in_attempts where updated_at < p_at - interval '1 day';
    delete from sessions where coalesce(ended_at, expires_at) < p_sessions_before;
  $$;
`;
