import type { QueryRunner } from 'typeorm';

import { SYSTEM_ROLE } from './tenant-table.js';

/** Lets `keys rotate` read and replace a sealed column across accounts. Every `sealed_…` column needs it. */
export async function resealable(
  queryRunner: QueryRunner,
  table: string,
  column: string,
): Promise<void> {
  await queryRunner.query(`
    grant select, update (${column}) on ${table} to ${SYSTEM_ROLE};
    drop policy if exists ${table}_of_system on ${table};
    create policy ${table}_of_system on ${table} to ${SYSTEM_ROLE} using (true) with check (true);`);
}
