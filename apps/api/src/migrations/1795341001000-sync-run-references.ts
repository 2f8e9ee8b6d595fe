import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which number a fault of ours is in the log, so that whoever reports it can say which one. */
export class SyncRunReferences1795341001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sync_runs add column error_reference uuid');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
