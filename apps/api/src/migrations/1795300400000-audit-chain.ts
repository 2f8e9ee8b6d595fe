import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { RUNTIME_ROLE, tenantTable } from './tenant-table.js';

/**
 * Audit entries become a chain: one for each account, and one for the installation. Nobody but the tables'
 * owner can change or remove an entry, and whoever does is found out by the keyed chain.
 */
export class AuditChain1795300400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What is read of the whole installation: nothing outside Tenancy.asInstance.
      create function app_instance() returns boolean language sql stable parallel safe
        return current_setting('app.instance', true) = 'yes';
      grant execute on function app_instance() to ${RUNTIME_ROLE};

      create function system_user_names(p_ids uuid[]) returns table (id uuid, name text)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select u.id, u.name from users u where u.id = any (p_ids)
      $$;

      alter table audit_entries
        add column seq bigint,
        add column hash bytea,
        add column key_id text,
        add column actor_name text,
        add column ip text,
        add column user_agent text,
        drop constraint audit_entries_actor_kind_check,
        add constraint audit_entries_actor_kind_check check (actor_kind in (${ACTOR_KINDS}));
      -- The owner is behind the wall as well, but for the moment in which the older entries get their numbers.
      alter table audit_entries no force row level security;
      update audit_entries e set seq = n.seq
        from (select account_id, id, row_number() over (partition by account_id order by id) as seq from audit_entries) n
       where n.account_id = e.account_id and n.id = e.id;
      alter table audit_entries force row level security;
      -- Older entries have no hash until "migrate" has chained them, which needs the key.
      alter table audit_entries
        alter column seq set not null,
        add constraint audit_entries_chained check (hash is not null and key_id is not null) not valid,
        drop constraint audit_entries_pkey,
        drop column id,
        add primary key (account_id, seq);
      create index audit_entries_object on audit_entries (account_id, object_kind, object_id, seq);
      create index audit_entries_action on audit_entries (account_id, action, seq);

      -- The newest link. Moving it takes the key: its own code covers number and hash.
      create table audit_heads (
        account_id uuid primary key references accounts on delete cascade,
        ${HEAD}
      );
      create table audit_checkpoints (
        account_id uuid not null references accounts on delete cascade,
        ${CHECKPOINT},
        primary key (account_id, on_day)
      );
      create table audit_checks (
        account_id uuid primary key references accounts on delete cascade,
        ${CHECK}
      );

      create table instance_audit_entries (
        chain text not null default 'instance' check (chain = 'instance'),
        seq bigint not null,
        at timestamptz not null,
        actor_kind text not null check (actor_kind in (${ACTOR_KINDS})),
        actor_id uuid,
        actor_name text,
        action text not null,
        object_kind text not null,
        object_id text,
        before jsonb,
        after jsonb,
        ip text,
        user_agent text,
        request_id text,
        hash bytea not null,
        key_id text not null,
        primary key (chain, seq)
      );
      create index instance_audit_entries_object on instance_audit_entries (chain, object_kind, object_id, seq);
      create index instance_audit_entries_action on instance_audit_entries (chain, action, seq);
      create index instance_audit_entries_at on instance_audit_entries (chain, at);
      create table instance_audit_heads (
        chain text primary key default 'instance' check (chain = 'instance'),
        ${HEAD}
      );
      create table instance_audit_checkpoints (
        chain text not null default 'instance' check (chain = 'instance'),
        ${CHECKPOINT},
        primary key (chain, on_day)
      );
      create table instance_audit_checks (
        chain text primary key default 'instance' check (chain = 'instance'),
        ${CHECK}
      );
    `);
    await systemFunctions(queryRunner, ['system_user_names(uuid[])']);
    await tenantTable(queryRunner, 'audit_heads', 'select, insert, update');
    await tenantTable(queryRunner, 'audit_checkpoints', 'select, insert');
    await tenantTable(queryRunner, 'audit_checks', 'select, insert, update');
    await instanceTable(queryRunner, 'instance_audit_entries', 'select, insert');
    await instanceTable(queryRunner, 'instance_audit_checkpoints', 'select, insert');
    await instanceTable(queryRunner, 'instance_audit_checks', 'select, insert, update');
    await queryRunner.query(`
      -- Anything may be noted at any time, also before anybody is known; it is read by instance admins only.
      create policy instance_audit_entries_noted on instance_audit_entries for insert with check (true);
      alter table instance_audit_heads enable row level security;
      alter table instance_audit_heads force row level security;
      create policy instance_audit_heads_moved on instance_audit_heads using (true) with check (true);
      grant select, insert, update on instance_audit_heads to ${RUNTIME_ROLE};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}

const ACTOR_KINDS = `'user', 'key', 'system', 'command', 'anonymous'`;

const HEAD = `
        seq bigint not null,
        hash bytea not null,
        key_id text not null,
        mac bytea not null`;

const CHECKPOINT = `
        on_day date not null,
        seq bigint not null,
        hash bytea not null,
        key_id text not null,
        mac bytea not null,
        created_at timestamptz not null`;

const CHECK = `
        checked_at timestamptz not null,
        entries bigint not null,
        problem jsonb,
        broken_since timestamptz,
        check ((problem is null) = (broken_since is null))`;

async function instanceTable(
  queryRunner: QueryRunner,
  table: string,
  rights: string,
): Promise<void> {
  await queryRunner.query(`
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy ${table}_of_instance on ${table} using (app_instance()) with check (app_instance());
    grant ${rights} on ${table} to ${RUNTIME_ROLE};`);
}
