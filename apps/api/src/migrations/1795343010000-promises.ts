import type { MigrationInterface, QueryRunner } from 'typeorm';

import { tenantTable } from './tenant-table.js';

/** What clients have promised to pay, and when. */
export class Promises1795343010000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table promises (
        account_id uuid not null,
        id uuid not null default uuidv7(),
        case_id uuid not null,
        client_id uuid not null,
        state text not null default 'open' check (state in ('open', 'kept', 'part-kept', 'broken', 'replaced', 'withdrawn', 'void')),
        source text not null check (source in ('person', 'reply')),
        note text not null,
        amount_minor bigint not null check (amount_minor > 0),
        currency char(3) not null,
        -- what had been received and credited on the invoice when the promise was made; what comes after counts
        allocated_before_minor bigint not null,
        received_minor bigint not null default 0,
        -- the instalment that is awaited, or was missed
        next_on date not null,
        next_minor bigint not null,
        -- without more money the promise is broken on this day
        breaks_on date not null,
        made_on date not null,
        created_by uuid references users,
        created_at timestamptz not null,
        ended_on date,
        primary key (account_id, id),
        foreign key (account_id, case_id) references cases on delete cascade,
        check ((state = 'open') = (ended_on is null))
      );
      create unique index promises_open on promises (account_id, case_id) where state = 'open';
      create index promises_by_case on promises (account_id, case_id, id);
      create index promises_by_day on promises (account_id, state, next_on, id);
      create index promises_by_end on promises (account_id, ended_on, id) where ended_on is not null;
      create index promises_breaking on promises (account_id, breaks_on) where state = 'open';

      create table promise_instalments (
        account_id uuid not null,
        promise_id uuid not null,
        position integer not null,
        due_on date not null,
        amount_minor bigint not null check (amount_minor > 0),
        primary key (account_id, promise_id, position),
        foreign key (account_id, promise_id) references promises on delete cascade
      );
    `);
    await tenantTable(queryRunner, 'promises');
    await tenantTable(queryRunner, 'promise_instalments');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what was promised would be lost.');
  }
}
