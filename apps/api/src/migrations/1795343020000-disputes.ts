import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** What clients contest, and what was decided about it. */
export class Disputes1795343020000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table disputes (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        case_id uuid not null,
        client_id uuid not null,
        -- accepted: the client was right and a credit note is expected; settled: it is here, or the invoice is paid
        state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'withdrawn', 'settled', 'void')),
        reason text not null check (reason in ('not-delivered', 'defective', 'wrong-amount', 'already-paid', 'not-ordered', 'other')),
        details text not null,
        source text not null check (source in ('person', 'reply')),
        -- all of it, or a part; the amount is what it comes to in both cases
        is_all boolean not null,
        amount_minor bigint not null check (amount_minor > 0),
        currency char(3) not null,
        -- credit notes that were there when it was raised; those that come later count
        credited_before_minor bigint not null,
        raised_on date not null,
        raised_by uuid references users,
        created_at timestamptz not null,
        decided_on date,
        decided_by uuid references users,
        decision_note text not null default '',
        ended_on date,
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade,
        check ((state in ('open', 'accepted')) = (ended_on is null))
      );
      create unique index disputes_open on disputes (account_id, case_id) where state in ('open', 'accepted');
      create index disputes_by_case on disputes (account_id, case_id, id);
      create index disputes_by_age on disputes (account_id, state, raised_on, id);
      create index disputes_by_end on disputes (account_id, ended_on, id) where ended_on is not null;
    `);
    await tenantTable(queryRunner, 'disputes');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what was contested would be lost.');
  }
}
