import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/**
 * Interest notes: interest and compensation put on paper under a number. Facts and file are written once; the
 * run-time role may not change them.
 */
export class InterestNotes1795430000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table interest_note_settings (
        account_id uuid primary key references accounts on delete cascade,
        -- null: that of the law in force
        number_pattern text check (length(number_pattern) between 1 and 40),
        payment_days integer not null check (payment_days between 1 and 90),
        version integer not null
      );

      -- One row a series, which is the pattern with its year: whoever holds it takes the next number.
      create table interest_note_series (
        account_id uuid not null references accounts on delete cascade,
        series text not null,
        last_position integer not null check (last_position > 0),
        primary key (account_id, series)
      );

      create table interest_notes (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        client_id uuid not null,
        number text not null,
        series text not null,
        position integer not null check (position > 0),
        language text not null check (language in ('pl', 'en', 'hu', 'de')),
        currency char(3) not null,
        issued_on date not null,
        pay_by date not null,
        interest_minor bigint not null check (interest_minor >= 0),
        compensation_minor bigint not null check (compensation_minor >= 0),
        total_minor bigint not null generated always as (interest_minor + compensation_minor) stored check (total_minor > 0),
        -- everything the document says
        facts jsonb not null,
        file bytea not null check (octet_length(file) <= 10485760),
        file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
        issued_by uuid references users,
        issued_at timestamptz not null,
        paid_minor bigint not null default 0,
        voided_at timestamptz,
        voided_by uuid references users,
        void_reason text,
        -- it waits to be enclosed with the next message to the client
        goes_with_next boolean not null default false,
        -- the message it was enclosed with last
        enclosed_in uuid,
        primary key (account_id, id),
        unique (account_id, number),
        unique (account_id, series, position),
        foreign key (account_id, client_id) references clients,
        check (pay_by >= issued_on),
        check (paid_minor between 0 and total_minor),
        check ((voided_at is null) = (void_reason is null)),
        -- money on a note is reversed before the note is voided
        check (voided_at is null or paid_minor = 0)
      );
      create index interest_notes_by_client on interest_notes (account_id, client_id, id desc);
      create index interest_notes_waiting on interest_notes (account_id, client_id) where goes_with_next;

      create table interest_note_lines (
        account_id uuid not null,
        note_id uuid not null,
        case_id uuid not null,
        position integer not null check (position > 0),
        interest_minor bigint not null check (interest_minor >= 0),
        compensation_minor bigint check (compensation_minor > 0),
        -- false once the note is voided: the case has it back
        is_live boolean not null default true,
        primary key (account_id, note_id, case_id),
        foreign key (account_id, note_id) references interest_notes on delete cascade,
        foreign key (account_id, case_id) references cases on delete cascade
      );
      create index interest_note_lines_by_case on interest_note_lines (account_id, case_id) where is_live;
      create unique index interest_note_lines_compensation_once on interest_note_lines (account_id, case_id)
        where is_live and compensation_minor is not null;

      create table interest_note_payments (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        note_id uuid not null,
        paid_on date not null,
        -- below zero for what takes another one back
        amount_minor bigint not null check (amount_minor <> 0),
        reverses uuid,
        remark text,
        recorded_by uuid references users,
        recorded_at timestamptz not null,
        primary key (account_id, id),
        unique (account_id, reverses),
        foreign key (account_id, note_id) references interest_notes on delete cascade,
        foreign key (account_id, reverses) references interest_note_payments,
        check ((amount_minor < 0) = (reverses is not null))
      );
      create index interest_note_payments_by_note on interest_note_payments (account_id, note_id, id);`);
    await tenantTable(queryRunner, 'interest_note_settings', 'select, insert, update');
    await tenantTable(queryRunner, 'interest_note_series', 'select, insert, update');
    await tenantTable(
      queryRunner,
      'interest_notes',
      'select, insert, update (paid_minor, voided_at, voided_by, void_reason, goes_with_next, enclosed_in)',
    );
    await tenantTable(queryRunner, 'interest_note_lines', 'select, insert, update (is_live)');
    await tenantTable(queryRunner, 'interest_note_payments', 'select, insert');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: notes that were issued would be lost.');
  }
}
