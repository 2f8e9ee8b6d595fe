import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether reminders can be switched off from here is what the connector can do, not what was stored of it. */
export class DropDeadColumns1795341000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table own_reminders drop column can_switch_off');
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
