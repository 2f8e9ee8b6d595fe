import type { MigrationInterface, QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Requests that a caller may repeat without their being done twice. */
export class Idempotency1795300302000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table idempotency_keys (
        account_id uuid not null references accounts on delete cascade,
        id uuid not null,
        -- keys of two callers have nothing to do with each other
        principal text not null,
        key text not null,
        state text not null check (state in ('running', 'done', 'unknown')),
        -- what was asked and what was answered; sealed, for an answer may show a secret that is kept nowhere else
        sealed_record text not null,
        created_at timestamptz not null,
        primary key (account_id, id),
        unique (account_id, principal, key)
      );
      create index idempotency_keys_by_age on idempotency_keys (created_at);
    `);
    await tenantTable(queryRunner, 'idempotency_keys');
    await systemMay(queryRunner, 'idempotency_keys', 'select, delete');
    await queryRunner.query(`
      create function system_forget_idempotency_keys(p_before timestamptz) returns void
        language sql security definer set search_path = pg_catalog, public as $$
        delete from idempotency_keys where created_at < p_before
      $$;
      alter function system_forget_idempotency_keys(timestamptz) owner to ${SYSTEM_ROLE};
      revoke execute on function system_forget_idempotency_keys(timestamptz) from public;
      grant execute on function system_forget_idempotency_keys(timestamptz) to ${RUNTIME_ROLE};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
