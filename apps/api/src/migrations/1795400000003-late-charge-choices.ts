import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** Who has waived interest or compensation of a case, or taken that back; the newest word on each counts. */
export class LateChargeChoices1795400000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table late_charge_choices (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        case_id uuid not null,
        part text not null check (part in ('interest', 'compensation')),
        is_waived boolean not null,
        reason text not null,
        made_by uuid references users,
        made_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade
      );
      create index late_charge_choices_by_case on late_charge_choices (account_id, case_id, part, id desc);
      -- what was paid late, the last first: their charges outlive the invoice
      create index cases_paid_late on cases (account_id, closed_on desc, id desc)
        where state = 'closed' and closed_reason = 'paid' and closed_on > due_on;`);
    await tenantTable(queryRunner, 'late_charge_choices', 'select, insert');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what was waived would be lost.');
  }
}
