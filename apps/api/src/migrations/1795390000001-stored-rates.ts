import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE } from './tenant-table.js';

/**
 * Reference and exchange rates that came after the product was shipped, and how each look at a bank ended. All three
 * only grow: a correction is a newer row for the same day, and one without a figure takes the older ones back.
 */
export class StoredRates1795390000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table reference_rates (
        id bigint generated always as identity primary key,
        rate_table text not null check (rate_table in ('nbp-reference', 'mnb-base', 'de-basiszins', 'ecb-mro')),
        valid_from date not null,
        -- null: what was added for this day before is taken back
        percent numeric(9, 6),
        ${PROVENANCE}
      );
      create table exchange_rates (
        id bigint generated always as identity primary key,
        publisher text not null check (publisher in ('NBP', 'MNB')),
        -- units of "to" for one of "from"
        currency_from char(3) not null,
        currency_to char(3) not null,
        on_day date not null,
        rate numeric(16, 8) check (rate > 0),
        ${PROVENANCE}
      );
      create table rate_looks (
        id bigint generated always as identity primary key,
        feed text not null check (feed in ('nbp-reference', 'nbp-mid', 'mnb-base', 'mnb-mid', 'ecb-mro')),
        looked_at timestamptz not null,
        looked_on date not null,
        outcome text not null check (outcome in ('agreed', 'held', 'failed')),
        -- what kept it from being read; null unless it failed
        problem text,
        added integer not null,
        -- figures that differ or jump: a person decides
        findings jsonb not null,
        check ((outcome = 'failed') = (problem is not null))
      );
      create index rate_looks_by_feed on rate_looks (feed, id);
    `);
    for (const table of ['reference_rates', 'exchange_rates', 'rate_looks']) {
      await queryRunner.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_read on ${table} for select using (true);
        create policy ${table}_of_instance on ${table} for insert with check (app_instance());
        grant select, insert on ${table} to ${RUNTIME_ROLE};
      `);
    }
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration adds tables.');
  }
}

const PROVENANCE = `
        source text not null check (length(source) between 1 and 500),
        added_how text not null check (added_how in ('person', 'command', 'bank')),
        added_by uuid references users,
        added_at timestamptz not null`;
