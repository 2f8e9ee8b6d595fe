import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** What a claim for late payment hangs on besides the invoice: who owes, and how the account reads the law. */
export class LatePaymentClaims1795400000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- claim_kind: what somebody has said the client is in the eyes of the law; null where nobody has
      alter table clients
        add column claim_kind text check (claim_kind in ('commercial', 'public-body', 'public-health', 'consumer')),
        add column version integer not null default 1;

      -- An account without a row goes by the defaults.
      create table late_payment_settings (
        account_id uuid primary key references accounts on delete cascade,
        -- null: the law of the country the account is in
        law_country text check (law_country in ('PL', 'HU', 'DE', 'EU')),
        crediting text not null check (crediting in ('law', 'interest-first', 'principal-first')),
        day_count text not null check (day_count in ('actual/365', 'actual/actual')),
        rounding text not null check (rounding in ('once', 'each-payment')),
        shift text not null check (shift in ('law', 'none')),
        maturity text not null check (maturity in ('next-day', 'due-day')),
        transition_2020 text not null check (transition_2020 in ('by-day', 'by-start-of-delay')),
        compensation_base text not null check (compensation_base in ('unpaid', 'whole-claim')),
        version integer not null
      );`);
    await tenantTable(queryRunner, 'late_payment_settings', 'select, insert, update');
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: how accounts read the law would be lost.',
    );
  }
}
