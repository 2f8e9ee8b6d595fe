import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An address accepted a letter, and whoever reads there says that it is not for them. */
export class Misdirected1795450000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table deliveries drop constraint deliveries_state_check;
      alter table deliveries add constraint deliveries_state_check
        check (state in ('planned', 'handing_over', 'accepted', 'refused', 'deferred', 'unknown', 'skipped', 'bounced', 'misdirected'));`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: who is the wrong person would be lost.');
  }
}
