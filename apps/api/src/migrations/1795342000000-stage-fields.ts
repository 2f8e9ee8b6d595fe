import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a stage says besides its day: how it reaches its reader, from whom, from which amount on. */
export class StageFields1795342000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table policy_versions
        add column release_mode text not null default 'active' check (release_mode in ('active', 'draft', 'off'));
      alter table stages drop constraint stages_channel_check,
        add constraint stages_channel_check check (channel in ('email', 'letter', 'task')),
        add column needs_approval boolean not null default false,
        -- [{"minor": "1000", "currency": "PLN"}]: less than this open waits
        add column minimum_amounts jsonb not null default '[]' check (jsonb_typeof(minimum_amounts) = 'array'),
        add column sender_kind text not null default 'normal' check (sender_kind in ('normal', 'escalated')),
        add column attachments text[] not null default '{}'
          check (attachments <@ array['invoice-pdf', 'statement', 'payment-code']);`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: what the stages say would be lost.');
  }
}
