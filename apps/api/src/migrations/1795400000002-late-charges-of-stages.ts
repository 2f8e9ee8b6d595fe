import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the letters of a stage do about interest and compensation, and what of both a letter has asked for. */
export class LateChargesOfStages1795400000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table stages
        add column interest text not null default 'left-out' check (interest in ('left-out', 'mentioned', 'claimed')),
        add column compensation text not null default 'left-out' check (compensation in ('left-out', 'mentioned', 'claimed'));

      -- What was asked for beside the open amount, as it left; null where nothing was.
      alter table notice_cases
        add column interest_minor bigint check (interest_minor >= 0),
        add column compensation_minor bigint check (compensation_minor >= 0),
        -- by law it may be another one than the invoice's
        add column compensation_currency char(3),
        add check ((compensation_minor is null) = (compensation_currency is null));`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what letters asked for would be lost.');
  }
}
