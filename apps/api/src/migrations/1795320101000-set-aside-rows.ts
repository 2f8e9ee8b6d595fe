import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { tenantTable } from './tenant-table.js';

/**
 * A row that was set aside is one thing, however many runs meet it: it can be ignored for as long as it stays
 * as it is, and is solved when it can be read. Rows noted before are kept as solved: what is still wrong with
 * them, the next run finds again.
 */
export class SetAsideRows1795320101000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outsideWalls(
      queryRunner,
      ['sync_issues', 'connections'],
      `
      alter table sync_issues
        add column connection_id uuid,
        -- the provider's id, or the hash of a row that has none; null in rows older than this column
        add column row_key text,
        add column content_hash bytea,
        add column state text not null default 'solved' check (state in ('open', 'ignored', 'solved')),
        add column seen_at timestamptz,
        add foreign key (account_id, connection_id) references connections on delete cascade;
      alter table sync_issues alter column state set default 'open';
      create unique index sync_issues_by_row on sync_issues (account_id, connection_id, collection, row_key, reason);
      create index sync_issues_unsolved on sync_issues (account_id, connection_id, id) where state <> 'solved';

      create table sync_run_issues (
        account_id uuid not null,
        run_id uuid not null,
        issue_id uuid not null,
        primary key (account_id, run_id, issue_id),
        foreign key (account_id, run_id) references sync_runs on delete cascade,
        foreign key (account_id, issue_id) references sync_issues on delete cascade
      );
    `,
    );
    await tenantTable(queryRunner, 'sync_run_issues');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: which rows are ignored would be lost.');
  }
}
