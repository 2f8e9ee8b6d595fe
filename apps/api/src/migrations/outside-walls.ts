import type { QueryRunner } from 'typeorm';

/**
 * Changes rows of every account, or lets them refer to others: the tables' owner is behind their walls too, and would see
 * no row. The walls are back when it returns; until the migration's transaction ends nobody else reads the tables.
 *
 * @param tables those whose rows are read or changed
 */
export async function outsideWalls(
  queryRunner: QueryRunner,
  tables: readonly string[],
  change: string,
): Promise<void> {
  for (const table of tables)
    await queryRunner.query(`alter table ${table} no force row level security`);
  await queryRunner.query(change);
  for (const table of tables)
    await queryRunner.query(`alter table ${table} force row level security`);
}
