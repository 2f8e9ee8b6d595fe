import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is wrong with a row that was set aside, as codes with facts: they are said in the reader's language. Rows
 * noted before have only their sentence; the next run that meets one of them adds its codes.
 */
export class SetAsideFindings1795495000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      "alter table sync_issues add column findings jsonb not null default '[]'",
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sync_issues drop column findings');
  }
}
