import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Policies, cases, notices and what became of them. */
export class Dunning1795219202000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table policies (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        name text not null,
        is_default boolean not null default false,
        current_version integer not null default 1,
        created_at timestamptz not null,
        primary key (account_id, id)
      );
      create unique index policies_default on policies (account_id) where is_default;

      create table policy_versions (
        account_id uuid not null,
        policy_id uuid not null,
        version integer not null,
        case_opens_offset_days integer not null,
        min_gap_days integer not null check (min_gap_days between 0 and 60),
        created_by uuid references users,
        created_at timestamptz not null,
        primary key (account_id, policy_id, version),
        foreign key (account_id, policy_id) references policies on delete cascade
      );

      create table stages (
        account_id uuid not null,
        policy_id uuid not null,
        version integer not null,
        key text not null,
        position integer not null,
        offset_days integer not null check (offset_days between -60 and 365),
        audience text not null check (audience in ('client', 'staff')),
        channel text not null default 'email' check (channel in ('email')),
        is_enabled boolean not null default true,
        primary key (account_id, policy_id, version, key),
        unique (account_id, policy_id, version, position),
        foreign key (account_id, policy_id, version) references policy_versions on delete cascade
      );

      create table cases (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        invoice_id uuid not null,
        client_id uuid not null,
        cycle integer not null default 1,
        state text not null check (state in ('active', 'closed')),
        closed_reason text check (closed_reason in ('paid', 'credited', 'cancelled', 'removed')),
        opened_on date not null,
        closed_on date,
        -- the last stage that was reached (its notice may still be on its way); null before the first
        stage_key text,
        stage_position integer,
        is_ready_for_hand_over boolean not null default false,
        hold_reason text,
        hold_until date,
        -- copies for the list, kept by triggers in the writing transaction
        number text not null,
        client_name text not null,
        currency char(3) not null,
        gross_minor bigint not null,
        balance_minor bigint not null,
        due_on date not null,
        search_text text not null,
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices,
        foreign key (account_id, client_id) references clients,
        unique (account_id, invoice_id),
        check ((state = 'closed') = (closed_reason is not null)),
        check ((state = 'closed') = (closed_on is not null))
      );
      create index cases_by_due on cases (account_id, state, due_on, id);
      create index cases_by_number on cases (account_id, state, number, id);
      create index cases_by_amount on cases (account_id, state, balance_minor, id);
      create index cases_by_client_name on cases (account_id, state, client_name, id);
      create index cases_by_stage on cases (account_id, state, stage_key, due_on, id);
      create index cases_by_client on cases (account_id, client_id, state, due_on, id);
      create index cases_by_closing on cases (account_id, closed_on, id) where state = 'closed';
      create index cases_search on cases using gin (account_id, search_text gin_trgm_ops);

      -- When a case acts next: narrow, so that moving many cases is cheap and "due today" is one range.
      create table case_schedule (
        account_id uuid not null,
        case_id uuid not null,
        client_id uuid not null,
        next_on date not null,
        next_stage_key text,
        reason text not null,
        primary key (account_id, case_id),
        foreign key (account_id, case_id) references cases on delete cascade
      );
      create index case_schedule_due on case_schedule (account_id, next_on, case_id);
      -- The daily run walks client by client, because a client gets one notice for all that is due.
      create index case_schedule_by_client on case_schedule (account_id, client_id, next_on, case_id);

      create table case_events (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        case_id uuid not null,
        at timestamptz not null,
        on_day date not null,
        kind text not null,
        actor_id uuid,
        data jsonb not null default '{}',
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade
      );
      create index case_events_by_case on case_events (account_id, case_id, id);

      create table senders (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        is_default boolean not null default true,
        host text not null,
        port integer not null check (port between 1 and 65535),
        security text not null check (security in ('tls', 'starttls', 'none')),
        username text,
        sealed_password text,
        from_name text not null,
        from_email text not null,
        reply_to text,
        last_tested_at timestamptz,
        last_test_ok boolean,
        last_test_detail text,
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (account_id, id)
      );
      create unique index senders_default on senders (account_id) where is_default;

      create table templates (
        account_id uuid not null references accounts on delete cascade,
        stage_key text not null,
        language text not null check (language in ('pl', 'en', 'hu', 'de')),
        version integer not null check (version >= 1),
        subject text not null,
        body text not null,
        created_by uuid references users,
        created_at timestamptz not null,
        primary key (account_id, stage_key, language, version)
      );
      -- Which version is in force; no row, or version 0, means the text that ships with the product.
      create table template_choices (
        account_id uuid not null references accounts on delete cascade,
        stage_key text not null,
        language text not null,
        version integer not null,
        primary key (account_id, stage_key, language)
      );

      create table notices (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        client_id uuid not null,
        stage_key text not null,
        stage_position integer not null,
        audience text not null check (audience in ('client', 'staff')),
        channel text not null check (channel in ('email')),
        language text not null,
        state text not null check (state in ('planned', 'held', 'claimed', 'handing_over', 'deferred', 'sent', 'refused', 'unknown', 'cancelled')),
        reason text,
        planned_on date not null,
        not_before timestamptz not null,
        subject text,
        body_text text,
        body_html text,
        template_version integer,
        attempts integer not null default 0,
        -- fence: each claim raises it; a worker that lost its lease can change nothing
        fence bigint not null default 0,
        lease_until timestamptz,
        handed_over_at timestamptz,
        sent_at timestamptz,
        sent_on date,
        created_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients
      );
      create index notices_waiting on notices (account_id, not_before, id) where state in ('planned', 'deferred', 'held');
      create index notices_leased on notices (account_id, lease_until) where state in ('claimed', 'handing_over');
      create index notices_sent_on on notices (account_id, sent_on) where sent_on is not null;
      create index notices_by_state on notices (account_id, state, id);
      create index notices_by_client on notices (account_id, client_id, audience, planned_on);
      -- At most one automatic notice a client and day (and audience), whatever is due goes into it.
      create unique index notices_one_a_day on notices (account_id, client_id, audience, planned_on);

      create table notice_cases (
        account_id uuid not null,
        notice_id uuid not null,
        case_id uuid not null,
        stage_key text not null,
        stage_position integer not null,
        channel text not null,
        cycle integer not null,
        outcome text not null default 'pending' check (outcome in ('pending', 'counted', 'refused', 'unknown', 'dropped')),
        -- frozen when the notice is handed over
        amount_minor bigint not null,
        currency char(3) not null,
        primary key (account_id, notice_id, case_id),
        foreign key (account_id, notice_id) references notices on delete cascade,
        foreign key (account_id, case_id) references cases
      );

      -- Nobody is dunned twice for one step. A case taken out before anything was sent does not count.
      create unique index notice_cases_once on notice_cases (account_id, case_id, stage_key, channel, cycle) where outcome <> 'dropped';

      -- How far each stage of a case's cycle has come; lapsed stages have no notice.
      create table case_stages (
        account_id uuid not null,
        case_id uuid not null,
        cycle integer not null,
        stage_key text not null,
        outcome text not null check (outcome in ('pending', 'counted', 'refused', 'unknown', 'lapsed')),
        on_day date not null,
        notice_id uuid,
        primary key (account_id, case_id, cycle, stage_key),
        foreign key (account_id, case_id) references cases on delete cascade,
        foreign key (account_id, notice_id) references notices
      );
      create index case_stages_by_notice on case_stages (account_id, notice_id) where notice_id is not null;

      -- The client's last automatic contact, for the minimum gap between two of them.
      create table client_contact_days (
        account_id uuid not null,
        client_id uuid not null,
        contacted_on date not null,
        primary key (account_id, client_id),
        foreign key (account_id, client_id) references clients on delete cascade
      );

      create table deliveries (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        notice_id uuid not null,
        contact_id uuid,
        recipient text not null,
        message_id text,
        state text not null check (state in ('planned', 'handing_over', 'accepted', 'refused', 'deferred', 'unknown', 'skipped')),
        server_code integer,
        server_answer text,
        attempts integer not null default 0,
        handed_over_at timestamptz,
        finished_at timestamptz,
        primary key (account_id, id),
        unique (account_id, notice_id, recipient),
        foreign key (account_id, notice_id) references notices on delete cascade
      );

      create table daily_runs (
        account_id uuid not null references accounts on delete cascade,
        on_day date not null,
        state text not null check (state in ('running', 'finished', 'failed')),
        fence bigint not null default 1,
        lease_until timestamptz,
        started_at timestamptz not null,
        finished_at timestamptz,
        decided_count integer not null default 0,
        moved_count integer not null default 0,
        paused_count integer not null default 0,
        closed_count integer not null default 0,
        notice_count integer not null default 0,
        error_detail text,
        primary key (account_id, on_day)
      );

      create table sending_previews (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        as_of date not null,
        notice_count integer not null,
        created_by uuid references users,
        created_at timestamptz not null,
        primary key (account_id, id)
      );
    `);
    for (const table of [
      'policies',
      'policy_versions',
      'stages',
      'cases',
      'case_schedule',
      'senders',
      'templates',
      'template_choices',
      'notices',
      'notice_cases',
      'case_stages',
      'client_contact_days',
      'deliveries',
      'daily_runs',
      'sending_previews',
    ]) {
      await tenantTable(queryRunner, table);
    }
    await tenantTable(queryRunner, 'case_events', 'select, insert');
    await queryRunner.query(`
      -- The list shows what the invoice and the client say: copied in the same statement that changes them.
      create function copy_invoice_to_case() returns trigger language plpgsql as $$
      begin
        update cases c
           set number = i.number, currency = i.currency, gross_minor = i.gross_minor, balance_minor = i.balance_minor, due_on = i.due_on,
               client_id = i.client_id, client_name = l.name,
               search_text = lower(i.number || ' ' || l.name || ' ' || coalesce(l.tax_number, '') || ' ' || l.email_text)
          from changed i join clients l on l.account_id = i.account_id and l.id = i.client_id
         where c.account_id = i.account_id and c.invoice_id = i.id
           and (c.number, c.currency, c.gross_minor, c.balance_minor, c.due_on, c.client_id)
               is distinct from (i.number, i.currency, i.gross_minor, i.balance_minor, i.due_on, i.client_id);
        return null;
      end $$;
      create trigger invoices_copy after update on invoices
        referencing new table as changed for each statement execute function copy_invoice_to_case();

      create function copy_client_to_case() returns trigger language plpgsql as $$
      begin
        update cases c
           set client_name = l.name,
               search_text = lower(c.number || ' ' || l.name || ' ' || coalesce(l.tax_number, '') || ' ' || l.email_text)
          from changed l join before o on o.account_id = l.account_id and o.id = l.id
         where c.account_id = l.account_id and c.client_id = l.id
           and (o.name, o.tax_number, o.email_text) is distinct from (l.name, l.tax_number, l.email_text);
        return null;
      end $$;
      create trigger clients_copy after update on clients
        referencing old table as before new table as changed for each statement execute function copy_client_to_case();

      -- ilike is not leakproof, so under a row-level policy its index would not be used. This function
      -- filters the account itself; it refuses to look at any account but the one in scope.
      create function search_cases(p_pattern text) returns table (case_id uuid) language sql stable
        security definer set search_path = pg_catalog, public as $$
        select c.id from cases c where c.account_id = app_account() and c.search_text like p_pattern
      $$;
      alter function search_cases(text) owner to ${SYSTEM_ROLE};
      revoke execute on function search_cases(text) from public;
      grant execute on function search_cases(text) to ${RUNTIME_ROLE};
    `);
    await systemMay(queryRunner, 'cases', 'select, update');
    await systemMay(queryRunner, 'notices', 'select');
    await systemMay(queryRunner, 'daily_runs', 'select');
    await systemMay(queryRunner, 'case_schedule', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration creates the schema.');
  }
}
