import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a run took is real time, though its hours are those of a calendar that may be moved meanwhile. */
export class SyncRunRealStart1795341002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table sync_runs add column really_started_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
