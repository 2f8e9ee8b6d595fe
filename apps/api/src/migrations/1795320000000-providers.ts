import type { MigrationInterface, QueryRunner } from 'typeorm';

/** More than one invoicing system can be connected. */
export class Providers1795320000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table connections drop constraint connections_provider_check;
      alter table connections add constraint connections_provider_check
        check (provider in ('infakt', 'billingo', 'fakturownia', 'wfirma', 'ksef'));`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
