import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { tenantTable } from './tenant-table.js';

/**
 * The invoice as its provider prints it, fetched once and kept under the hash of its bytes. A letter that takes it along
 * points at it, so that five letters about an invoice keep one file, and keep it as it was when they left.
 */
export class InvoiceDocuments1795470000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outsideWalls(
      queryRunner,
      ['notice_attachments'],
      `
      create table stored_files (
        account_id uuid not null references accounts on delete cascade,
        sha256 bytea not null check (octet_length(sha256) = 32),
        content bytea not null check (octet_length(content) between 1 and 5242880),
        created_at timestamptz not null,
        primary key (account_id, sha256)
      );
      create table invoice_documents (
        account_id uuid not null,
        invoice_id uuid not null,
        -- what the printed page says of it: once that has changed, another file is fetched
        face text not null,
        -- null where it could not be had
        sha256 bytea,
        reason text,
        -- the provider may have it the next time somebody asks for the same notice
        may_come boolean not null,
        asked_for uuid not null,
        -- for that notice
        attempts integer not null check (attempts >= 1),
        -- real time
        asked_at timestamptz not null,
        primary key (account_id, invoice_id),
        foreign key (account_id, invoice_id) references invoices on delete cascade,
        foreign key (account_id, sha256) references stored_files,
        check ((sha256 is null) = (reason is not null))
      );
      create function invoice_face(p_invoice invoices) returns text language sql stable as $$
        select concat_ws('|', p_invoice.number, p_invoice.issued_on, p_invoice.due_on, p_invoice.gross_minor, p_invoice.currency, p_invoice.ksef_number)
      $$;
      alter table notice_attachments
        add column sha256 bytea,
        alter column content drop not null,
        add foreign key (account_id, sha256) references stored_files,
        add check ((content is null) <> (sha256 is null));`,
    );
    await tenantTable(queryRunner, 'stored_files', 'select, insert');
    await tenantTable(queryRunner, 'invoice_documents');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what left with letters would be lost.');
  }
}
