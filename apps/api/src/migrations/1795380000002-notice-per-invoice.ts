import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A client may get a message for each invoice instead of one for all that is due. */
export class NoticePerInvoice1795380000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table accounts add column is_notice_per_invoice boolean not null default false;
      -- null: as the account has it
      alter table clients add column is_notice_per_invoice boolean;

      -- null: everything that was due for the client is in it
      alter table notices add column only_case_id uuid;
      drop index notices_one_a_day;
      -- At most one automatic notice a client and day (and audience), whatever is due goes into it; where each invoice
      -- is to have its own, at most one a case. That the two kinds never meet on one day is seen to where they are planned.
      create unique index notices_one_a_day on notices (account_id, client_id, audience, planned_on, only_case_id) nulls not distinct;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
