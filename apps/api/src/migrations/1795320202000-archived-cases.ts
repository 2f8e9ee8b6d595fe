import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases an operator has put away: closed, although the debt is still there. */
export class ArchivedCases1795320202000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table cases drop constraint cases_closed_reason_check,
        add constraint cases_closed_reason_check
          check (closed_reason in ('paid', 'credited', 'cancelled', 'removed', 'archived'))`);
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: archived cases would break the older rule.',
    );
  }
}
