import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The stops in force by the day they end, those without a day last: one index range a page. */
export class StopList1795343030000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index holds_stops on holds (account_id, coalesce(until, 'infinity'), id)
       where ended_at is null and code in ('stop', 'reply')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index holds_stops');
  }
}
