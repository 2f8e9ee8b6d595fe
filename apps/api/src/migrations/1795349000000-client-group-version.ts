import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two people who change a group at once do not overwrite each other unseen. */
export class ClientGroupVersion1795349000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table client_groups add column version integer not null default 1',
    );
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
