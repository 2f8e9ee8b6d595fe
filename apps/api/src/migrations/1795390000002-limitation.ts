import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** What happened to a claim that starts its limitation period anew or stops it, and what the account sells. */
export class Limitation1795390000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table limitation_events (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null default uuidv7(),
        case_id uuid not null,
        kind text not null check (kind in ('acknowledgement', 'part-payment', 'agreed-change', 'court-claim', 'enforcement',
          'bankruptcy-filing', 'mediation', 'conciliation-summons')),
        on_day date not null,
        -- when a proceeding ended; null while it goes on, or where nothing lasts
        ended_on date check (ended_on >= on_day),
        note text not null check (length(note) <= 1000),
        added_at timestamptz not null,
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade
      );
      create index limitation_events_of_case on limitation_events (account_id, case_id);

      -- An account without a row goes by the defaults.
      create table limitation_settings (
        account_id uuid primary key references accounts on delete cascade,
        claim text not null check (claim in ('sale', 'business', 'carriage')),
        warn_days integer not null check (warn_days between 1 and 730),
        version integer not null
      );`);
    await tenantTable(queryRunner, 'limitation_events');
    await tenantTable(queryRunner, 'limitation_settings', 'select, insert, update');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what happened to claims would be lost.');
  }
}
