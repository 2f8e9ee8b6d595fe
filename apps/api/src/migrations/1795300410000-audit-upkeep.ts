import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { systemMay } from './tenant-table.js';

/** What the nightly check of the audit chains asks across accounts. */
export class AuditUpkeep1795300410000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await systemMay(queryRunner, 'audit_checks', 'select');
    await queryRunner.query(`
      -- Due from two in the night of the account's own clock on, once a night; a missed night is caught up.
      create function system_due_audit_checks(p_wall timestamptz) returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select a.id from accounts a left join audit_checks c on c.account_id = a.id
         where c.checked_at is null
            or c.checked_at < (date_trunc('day', (p_wall at time zone a.time_zone) - interval '2 hours') + interval '2 hours') at time zone a.time_zone
      $$;

      create function system_broken_audits() returns table (account_id uuid, broken_since timestamptz, problem jsonb)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select c.account_id, c.broken_since, c.problem from audit_checks c where c.problem is not null order by c.broken_since
      $$;

      create function system_account_ids() returns table (account_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$ select id from accounts order by id $$;
    `);
    await systemFunctions(queryRunner, [
      'system_due_audit_checks(timestamptz)',
      'system_broken_audits()',
      'system_account_ids()',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
