import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Connections, clients, invoices and the money that settles them. */
export class Receivables1795219201000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table connections (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        provider text not null check (provider in ('infakt')),
        name text not null,
        state text not null default 'active' check (state in ('active', 'paused', 'needs_reconnect')),
        sealed_key text not null,
        key_set_at timestamptz not null,
        last_tested_at timestamptz,
        last_test_ok boolean,
        last_sync_at timestamptz,
        last_good_sync_at timestamptz,
        clients_listed_at timestamptz,
        corrections_since date,
        version integer not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (account_id, id)
      );

      create table clients (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        connection_id uuid,
        external_id text,
        name text not null,
        kind text not null check (kind in ('business', 'person')),
        tax_number text,
        street text,
        postal_code text,
        city text,
        country char(2) not null,
        phone text,
        language text not null check (language in ('pl', 'en', 'hu', 'de')),
        -- lower-case addresses of all contacts, kept by whoever writes client_contacts, for the text search
        email_text text not null default '',
        content_hash bytea,
        details_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, connection_id) references connections,
        unique (account_id, connection_id, external_id)
      );
      create index clients_by_name on clients (account_id, name, id);
      create index clients_search on clients using gin (account_id, (lower(name || ' ' || coalesce(tax_number, '') || ' ' || email_text)) gin_trgm_ops);

      create table client_contacts (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        client_id uuid not null,
        email text not null,
        name text,
        is_dunning boolean not null default true,
        source text not null check (source in ('provider', 'person')),
        -- set when a server refused the address for good; the address is left out until a person clears it
        refused_at timestamptz,
        position integer not null default 0,
        created_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients on delete cascade
      );
      create unique index client_contacts_email on client_contacts (account_id, client_id, lower(email));

      create table bank_accounts (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        connection_id uuid not null,
        external_id text not null,
        account_number text not null,
        bank_name text,
        swift text,
        currency char(3),
        is_default boolean not null default false,
        primary key (account_id, id),
        unique (account_id, connection_id, external_id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );

      create table invoices (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        direction text not null default 'receivable' check (direction in ('receivable', 'payable')),
        kind text not null check (kind in ('invoice', 'advance', 'final', 'margin', 'oss', 'credit_note', 'proforma')),
        connection_id uuid,
        collection text,
        external_id text,
        -- the provider's ordered number inside the collection: tells which known rows a page should have shown
        external_seq bigint,
        number text not null,
        client_id uuid not null,
        currency char(3) not null,
        net_minor bigint not null,
        tax_minor bigint not null,
        gross_minor bigint not null,
        allocated_minor bigint not null default 0,
        balance_minor bigint generated always as (gross_minor - allocated_minor) stored,
        issued_on date,
        sold_on date,
        due_on date not null,
        legal_due_on date not null,
        is_draft boolean not null default false,
        cancelled_on date,
        -- the provider no longer knows it
        removed_on date,
        payment_method text,
        bank_account text,
        bank_name text,
        swift text,
        is_split_payment boolean not null default false,
        ksef_number text,
        corrects_external_id text,
        pay_link text,
        content_hash bytea,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients,
        foreign key (account_id, connection_id) references connections,
        -- in this order, because a correction names the document it corrects but not its collection
        unique (account_id, connection_id, external_id, collection),
        check (legal_due_on >= due_on)
      );
      create index invoices_by_client on invoices (account_id, client_id);
      create index invoices_open_by_sequence on invoices (account_id, connection_id, collection, external_seq)
        where balance_minor > 0 and cancelled_on is null and removed_on is null;
      create index invoices_corrections on invoices (account_id, connection_id, corrects_external_id)
        where corrects_external_id is not null;

      create table invoice_lines (
        account_id uuid not null,
        invoice_id uuid not null,
        position integer not null,
        name text not null,
        quantity numeric not null,
        unit text,
        unit_net_minor bigint not null,
        net_minor bigint not null,
        tax_minor bigint not null,
        gross_minor bigint not null,
        tax_symbol text,
        primary key (account_id, invoice_id, position),
        foreign key (account_id, invoice_id) references invoices on delete cascade
      );

      create table payments (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        client_id uuid not null,
        source text not null check (source in ('provider', 'manual', 'bank')),
        received_on date not null,
        -- negative: money that went back, or that the provider took back
        amount_minor bigint not null check (amount_minor <> 0),
        currency char(3) not null,
        external_ref text,
        note text,
        created_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, client_id) references clients
      );
      create index payments_by_client on payments (account_id, client_id, received_on);

      create table allocations (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        invoice_id uuid not null,
        payment_id uuid,
        credit_note_id uuid,
        amount_minor bigint not null check (amount_minor <> 0),
        source text not null check (source in ('provider', 'manual', 'bank', 'credit_note')),
        allocated_on date not null,
        created_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, invoice_id) references invoices,
        foreign key (account_id, payment_id) references payments,
        foreign key (account_id, credit_note_id) references invoices,
        check ((payment_id is null) <> (credit_note_id is null))
      );
      create index allocations_by_invoice on allocations (account_id, invoice_id);
      create index allocations_by_payment on allocations (account_id, payment_id) where payment_id is not null;
      create index allocations_by_credit_note on allocations (account_id, credit_note_id) where credit_note_id is not null;

      -- A balance is its total minus allocations, always: nobody but this trigger writes allocated_minor,
      -- and allocations are only ever added (a reversal is a negative one).
      create function settle_allocations() returns trigger language plpgsql
        security definer set search_path = pg_catalog, public as $$
      begin
        update invoices i
           set allocated_minor = i.allocated_minor + s.amount
          from (select account_id, invoice_id, sum(amount_minor) as amount from added group by 1, 2) s
         where i.account_id = s.account_id and i.id = s.invoice_id;
        if exists (
          select 1
            from (select distinct account_id, payment_id from added where payment_id is not null) t
            join payments p on p.account_id = t.account_id and p.id = t.payment_id
           cross join lateral (
             select sum(a.amount_minor) as total from allocations a
              where a.account_id = t.account_id and a.payment_id = t.payment_id) s
           where sign(s.total) <> sign(p.amount_minor) and s.total <> 0
              or abs(s.total) > abs(p.amount_minor)
        ) then
          raise exception 'allocations exceed their payment' using errcode = 'check_violation', constraint = 'allocations_within_payment';
        end if;
        if exists (
          select 1 from added a
            join payments p on p.account_id = a.account_id and p.id = a.payment_id
            join invoices i on i.account_id = a.account_id and i.id = a.invoice_id
           where p.currency <> i.currency
        ) then
          raise exception 'a payment settles only invoices in its own currency' using errcode = 'check_violation', constraint = 'allocations_currency';
        end if;
        return null;
      end $$;
      create trigger allocations_settle after insert on allocations
        referencing new table as added for each statement execute function settle_allocations();

      create table sync_runs (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        connection_id uuid not null,
        trigger text not null check (trigger in ('person', 'schedule', 'command')),
        started_by uuid references users,
        state text not null check (state in ('queued', 'running', 'succeeded', 'paused', 'failed')),
        phase text check (phase in ('clients', 'invoices', 'corrections', 'rechecks')),
        cursor jsonb,
        due_until date,
        new_count integer not null default 0,
        updated_count integer not null default 0,
        closed_count integer not null default 0,
        skipped_count integer not null default 0,
        line_count integer not null default 0,
        client_count integer not null default 0,
        api_calls integer not null default 0,
        retries integer not null default 0,
        set_aside_count integer not null default 0,
        page_count integer not null default 0,
        seen_count integer not null default 0,
        total_count integer,
        is_budget_spent boolean not null default false,
        error_code text,
        error_actor text check (error_actor in ('reconnect', 'retry', 'reject', 'bug')),
        error_detail text,
        queued_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz,
        -- fence: a worker that lost its lease cannot write any more
        fence bigint not null default 0,
        lease_until timestamptz,
        primary key (account_id, id),
        foreign key (account_id, connection_id) references connections on delete cascade
      );
      -- One live run a connection: a double click finds the first one.
      create unique index sync_runs_live on sync_runs (account_id, connection_id) where state in ('queued', 'running');
      create index sync_runs_recent on sync_runs (account_id, queued_at desc, id desc);

      create table sync_rechecks (
        account_id uuid not null,
        connection_id uuid not null,
        invoice_id uuid not null,
        noted_at timestamptz not null,
        primary key (account_id, connection_id, invoice_id),
        foreign key (account_id, connection_id) references connections on delete cascade,
        foreign key (account_id, invoice_id) references invoices on delete cascade
      );

      create table sync_issues (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        run_id uuid not null,
        collection text not null,
        external_id text,
        reason text not null,
        detail text not null,
        record jsonb,
        created_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, run_id) references sync_runs on delete cascade
      );
      create index sync_issues_by_run on sync_issues (account_id, run_id, id);

    `);
    for (const table of [
      'connections',
      'clients',
      'client_contacts',
      'bank_accounts',
      'invoices',
      'invoice_lines',
      'sync_runs',
      'sync_rechecks',
      'sync_issues',
    ]) {
      await tenantTable(queryRunner, table);
    }
    await queryRunner.query(`
      revoke update on invoices from ${RUNTIME_ROLE};
      grant update (kind, external_seq, number, client_id, currency, net_minor, tax_minor, gross_minor, issued_on, sold_on,
        due_on, legal_due_on, is_draft, cancelled_on, removed_on, payment_method, bank_account, bank_name, swift, is_split_payment,
        ksef_number, corrects_external_id, pay_link, content_hash, updated_at) on invoices to ${RUNTIME_ROLE};`);
    await tenantTable(queryRunner, 'payments', 'select, insert');
    await tenantTable(queryRunner, 'allocations', 'select, insert');
    await systemMay(queryRunner, 'invoices', 'select, update');
    await systemMay(queryRunner, 'payments', 'select');
    await systemMay(queryRunner, 'allocations', 'select');
    await systemMay(queryRunner, 'connections', 'select');
    await systemMay(queryRunner, 'sync_runs', 'select');
    await systemMay(queryRunner, 'clients', 'select');
    await queryRunner.query(`
      -- Filters the account itself, because ilike is not leakproof and would not use its index under a policy.
      create function search_clients(p_pattern text) returns table (client_id uuid) language sql stable
        security definer set search_path = pg_catalog, public as $$
        select l.id from clients l
         where l.account_id = app_account() and lower(l.name || ' ' || coalesce(l.tax_number, '') || ' ' || l.email_text) like p_pattern
      $$;
      alter function search_clients(text) owner to ${SYSTEM_ROLE};
      revoke execute on function search_clients(text) from public;
      grant execute on function search_clients(text) to ${RUNTIME_ROLE};`);
    await queryRunner.query(`alter function settle_allocations() owner to ${SYSTEM_ROLE};`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration creates the schema.');
  }
}
