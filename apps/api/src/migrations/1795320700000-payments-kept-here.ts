import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For connections whose provider never hears of payments: somebody has said that they are recorded here. */
export class PaymentsKeptHere1795320700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table connections
        add column payments_kept_by uuid references users,
        add column payments_kept_at timestamptz,
        add check (payments_kept_by is null or payments_kept_at is not null)`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: who answered would be lost.');
  }
}
