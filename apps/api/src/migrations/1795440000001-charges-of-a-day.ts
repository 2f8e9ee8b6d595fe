import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day as of which a letter stated interest and compensation: their reasons can be read again. */
export class ChargesOfADay1795440000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table notice_cases add column charges_on date`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: the days of charges would be lost.');
  }
}
