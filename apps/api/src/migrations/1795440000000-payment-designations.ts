import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** What a payer said that a payment is for, as somebody has written it down; the newest word on it counts. */
export class PaymentDesignations1795440000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table payment_designations (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        payment_id uuid not null,
        -- null: the payer has said nothing, whatever the title of the transfer looks like
        towards text check (towards in ('invoice', 'interest', 'principal', 'compensation')),
        -- false: the law lets the creditor take the side claims first, and somebody has done so
        is_followed boolean not null,
        reason text,
        made_by uuid references users,
        made_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, payment_id) references payments on delete cascade,
        check (is_followed or towards = 'principal' and reason is not null)
      );
      create index payment_designations_by_payment on payment_designations (account_id, payment_id, id desc);`);
    await tenantTable(queryRunner, 'payment_designations', 'select, insert');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what payers said would be lost.');
  }
}
