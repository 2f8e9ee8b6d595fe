import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is not to be told any more: the payment was taken back here, or telling was switched off before its turn. */
export class WithdrawnPaymentWrites1795340000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table payment_writes drop constraint payment_writes_state_check;
      alter table payment_writes add constraint payment_writes_state_check
        check (state in ('waiting', 'unknown', 'written', 'refused', 'withdrawn'));
      create index payment_writes_of_invoice on payment_writes (account_id, invoice_id);`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
