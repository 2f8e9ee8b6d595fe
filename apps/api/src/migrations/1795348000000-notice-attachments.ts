import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/**
 * What leaves with a notice besides its text, byte for byte as it was handed over: a second attempt and a
 * look at it years later need the same bytes, and nothing they were made of stays as it was.
 */
export class NoticeAttachments1795348000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table notice_attachments (
        account_id uuid not null,
        notice_id uuid not null,
        position integer not null check (position >= 1),
        name text not null,
        content_type text not null check (content_type in ('application/pdf', 'image/png')),
        -- of a picture shown inside the letter; null for a file beside it
        content_id text,
        content bytea not null check (octet_length(content) <= 10485760),
        primary key (account_id, notice_id, position),
        foreign key (account_id, notice_id) references notices on delete cascade
      );`);
    await tenantTable(queryRunner, 'notice_attachments');
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: what was sent with letters would be lost.',
    );
  }
}
