import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { RUNTIME_ROLE, systemMay, tenantTable } from './tenant-table.js';

/**
 * Who is invited, who signs in through the installation's single sign-on, and the product's own mail to people.
 */
export class People1795300200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table invitations (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        email text not null,
        role text not null check (role in ('admin', 'accountant', 'viewer', 'client')),
        token_hash bytea not null,
        invited_by uuid references users on delete set null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        accepted_at timestamptz,
        accepted_by uuid references users on delete set null,
        revoked_at timestamptz,
        primary key (account_id, id)
      );
      -- Not unique across accounts on purpose: a unique key tells whether a foreign row is there.
      create index invitations_by_token on invitations (token_hash);
      create unique index invitations_open on invitations (account_id, lower(email))
        where accepted_at is null and revoked_at is null;
      create index invitations_by_email on invitations (lower(email)) where accepted_at is null and revoked_at is null;

      -- The account sees who looks in, although the person is no member.
      alter table operator_access add column user_name text not null;
      create index operator_access_by_user on operator_access (account_id, user_id, ends_at);

      create table oidc_identities (
        issuer text not null,
        subject text not null,
        user_id uuid not null references users on delete cascade,
        created_at timestamptz not null,
        primary key (issuer, subject)
      );
      create index oidc_identities_by_user on oidc_identities (user_id);
      alter table oidc_identities enable row level security;
      alter table oidc_identities force row level security;
      create policy oidc_identities_of_user on oidc_identities
        using (user_id = app_user()) with check (user_id = app_user());
      grant select, insert, delete on oidc_identities to ${RUNTIME_ROLE};

      -- The product's own mail to people. Only the functions below see it.
      create table system_mails (
        id uuid primary key,
        to_email text not null,
        language text not null check (language in ('pl', 'en', 'hu', 'de')),
        kind text not null,
        data jsonb not null,
        sealed_token text,
        state text not null default 'planned' check (state in ('planned', 'sending', 'sent', 'refused', 'unknown')),
        attempts integer not null default 0,
        fence integer not null default 0,
        not_before timestamptz not null,
        lease_until timestamptz,
        server_answer text,
        created_at timestamptz not null,
        finished_at timestamptz
      );
      create index system_mails_waiting on system_mails (not_before) where state = 'planned';
      create index system_mails_sending on system_mails (lease_until) where state = 'sending';
      create index system_mails_finished on system_mails (finished_at) where finished_at is not null;
      alter table system_mails enable row level security;
      alter table system_mails force row level security;

      create function system_enqueue_mail(p_id uuid, p_to text, p_language text, p_kind text, p_data jsonb, p_sealed_token text, p_at timestamptz)
        returns void language sql security definer set search_path = pg_catalog, public as $$
        insert into system_mails (id, to_email, language, kind, data, sealed_token, not_before, created_at)
        values (p_id, p_to, p_language, p_kind, p_data, p_sealed_token, p_at, p_at)
      $$;

      create function system_has_mail(p_now timestamptz) returns boolean
        language sql stable security definer set search_path = pg_catalog, public as $$
        select exists (select 1 from system_mails where state = 'planned' and not_before <= p_now)
            or exists (select 1 from system_mails where state = 'sending' and lease_until < p_now)
      $$;

      -- A worker that died while it spoke to the server leaves nobody knowing: never sent again by itself.
      create function system_abandon_mails(p_now timestamptz) returns bigint
        language sql security definer set search_path = pg_catalog, public as $$
        with lost as (
          update system_mails set state = 'unknown', finished_at = p_now, lease_until = null, sealed_token = null
           where state = 'sending' and lease_until < p_now returning 1)
        select count(*) from lost
      $$;

      create function system_claim_mail(p_now timestamptz, p_lease_until timestamptz)
        returns table (id uuid, to_email text, language text, kind text, data jsonb, sealed_token text, attempts integer, fence integer, created_at timestamptz)
        language sql security definer set search_path = pg_catalog, public as $$
        update system_mails m set state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1, lease_until = p_lease_until
         where m.id = (select w.id from system_mails w where w.state = 'planned' and w.not_before <= p_now
                        order by w.not_before, w.id limit 1 for update skip locked)
        returning m.id, m.to_email, m.language, m.kind, m.data, m.sealed_token, m.attempts, m.fence, m.created_at
      $$;

      create function system_conclude_mail(p_id uuid, p_fence integer, p_state text, p_answer text, p_not_before timestamptz, p_now timestamptz)
        returns void language sql security definer set search_path = pg_catalog, public as $$
        update system_mails set state = p_state, server_answer = p_answer, lease_until = null,
               not_before = coalesce(p_not_before, not_before),
               finished_at = case when p_state = 'planned' then null else p_now end,
               sealed_token = case when p_state = 'planned' then sealed_token end
         where id = p_id and fence = p_fence and state = 'sending'
      $$;

      create function system_forget_mails(p_before timestamptz) returns bigint
        language sql security definer set search_path = pg_catalog, public as $$
        with gone as (delete from system_mails where finished_at < p_before returning 1) select count(*) from gone
      $$;
    `);
    await tenantTable(queryRunner, 'invitations', 'select, insert, update');
    await systemMay(queryRunner, 'invitations', 'select, insert, update');
    await systemMay(queryRunner, 'oidc_identities', 'select, insert, delete');
    await systemMay(queryRunner, 'system_mails', 'select, insert, update, delete');
    await systemFunctions(queryRunner, [
      'system_enqueue_mail(uuid, text, text, text, jsonb, text, timestamptz)',
      'system_has_mail(timestamptz)',
      'system_abandon_mails(timestamptz)',
      'system_claim_mail(timestamptz, timestamptz)',
      'system_conclude_mail(uuid, integer, text, text, timestamptz, timestamptz)',
      'system_forget_mails(timestamptz)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: rows of the new kinds would be lost.');
  }
}
