import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Accounts (the tenants), the people who sign in, and what ties the two together. */
export class IdentityAndAccounts1795219200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create extension if not exists pg_trgm;
      create extension if not exists btree_gin;

      grant usage on schema public to ${RUNTIME_ROLE}, ${SYSTEM_ROLE};

      -- Without a scope these are null, so every policy compares with null and shows nothing.
      create function app_account() returns uuid language sql stable parallel safe
        return nullif(current_setting('app.account_id', true), '')::uuid;
      create function app_user() returns uuid language sql stable parallel safe
        return nullif(current_setting('app.user_id', true), '')::uuid;

      create table users (
        id uuid primary key default uuidv7(),
        username text not null,
        email text not null,
        name text not null,
        password_hash text not null,
        language text not null default 'en' check (language in ('pl', 'en', 'hu', 'de')),
        is_instance_admin boolean not null default false,
        is_disabled boolean not null default false,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      create unique index users_username on users (lower(username));

      create table accounts (
        id uuid primary key default uuidv7(),
        name text not null,
        legal_name text not null,
        tax_number text,
        street text,
        postal_code text,
        city text,
        country char(2) not null default 'PL',
        email text,
        phone text,
        contact_person text,
        bank_account text,
        bank_name text,
        time_zone text not null default 'Europe/Warsaw',
        currency char(3) not null default 'PLN',
        language text not null default 'pl' check (language in ('pl', 'en', 'hu', 'de')),
        staff_emails text[] not null default '{}',
        sync_from time not null default '06:00',
        sync_until time not null default '20:00',
        sync_every_minutes integer not null default 120 check (sync_every_minutes between 5 and 1440),
        daily_run_at time not null default '07:00',
        send_from time not null default '08:30',
        send_until time not null default '16:00',
        send_weekdays smallint[] not null default '{1,2,3,4,5}',
        is_holiday_skipped boolean not null default true,
        freshness_minutes integer not null default 240 check (freshness_minutes between 5 and 2880),
        daily_notice_cap integer not null default 500 check (daily_notice_cap between 1 and 100000),
        is_automatic_sending boolean not null default false,
        automatic_sending_since timestamptz,
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check (sync_from < sync_until),
        check (send_from < send_until)
      );

      create table memberships (
        account_id uuid not null references accounts on delete cascade,
        user_id uuid not null references users on delete cascade,
        role text not null check (role in ('admin', 'accountant', 'viewer')),
        created_at timestamptz not null,
        primary key (account_id, user_id)
      );
      create index memberships_by_user on memberships (user_id, account_id);

      create table sessions (
        id uuid primary key default uuidv7(),
        user_id uuid not null references users on delete cascade,
        refresh_hash bytea not null unique,
        previous_refresh_hash bytea unique,
        rotated_at timestamptz not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        user_agent text,
        ip inet
      );
      create index sessions_by_user on sessions (user_id, created_at desc);

      create table sign_in_attempts (
        subject text primary key,
        failures integer not null,
        blocked_until timestamptz,
        updated_at timestamptz not null
      );

      create table audit_entries (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        at timestamptz not null,
        actor_kind text not null check (actor_kind in ('user', 'system', 'command')),
        actor_id uuid,
        action text not null,
        object_kind text not null,
        object_id text,
        before jsonb,
        after jsonb,
        request_id text,
        primary key (account_id, id)
      );
      create index audit_entries_at on audit_entries (account_id, at);

      -- Which master keys have sealed something here: a start with the wrong key fails on its canary.
      create table sealing_keys (
        key_id text primary key,
        canary text not null,
        created_at timestamptz not null
      );

      alter table users enable row level security;
      alter table users force row level security;
      alter table accounts enable row level security;
      alter table accounts force row level security;
      alter table memberships enable row level security;
      alter table memberships force row level security;
      alter table sessions enable row level security;
      alter table sessions force row level security;
      alter table sign_in_attempts enable row level security;
      alter table sign_in_attempts force row level security;

      create policy memberships_of_scope on memberships
        using (account_id = app_account() or user_id = app_user())
        with check (account_id = app_account());
      create policy accounts_of_account on accounts
        using (id = app_account()) with check (id = app_account());
      create policy accounts_of_member on accounts for select
        using (exists (select 1 from memberships m where m.account_id = accounts.id and m.user_id = app_user()));
      create policy users_self on users using (id = app_user()) with check (id = app_user());
      create policy users_of_account on users for select
        using (exists (select 1 from memberships m where m.user_id = users.id and m.account_id = app_account()));
      create policy sessions_of_user on sessions
        using (user_id = app_user()) with check (user_id = app_user());

      grant select, update on users to ${RUNTIME_ROLE};
      grant select, insert, update on accounts to ${RUNTIME_ROLE};
      grant select, insert, update, delete on memberships to ${RUNTIME_ROLE};
      grant select, insert, update on sessions to ${RUNTIME_ROLE};
      grant select, insert on sealing_keys to ${RUNTIME_ROLE};
      grant execute on function app_account(), app_user() to ${RUNTIME_ROLE}, ${SYSTEM_ROLE};
    `);
    await tenantTable(queryRunner, 'audit_entries', 'select, insert');
    await systemMay(queryRunner, 'users', 'select, insert, update');
    await systemMay(queryRunner, 'accounts', 'select');
    await systemMay(queryRunner, 'memberships', 'select, insert');
    await systemMay(queryRunner, 'sessions', 'select, update');
    await systemMay(queryRunner, 'sign_in_attempts', 'select, insert, update, delete');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration creates the schema.');
  }
}
