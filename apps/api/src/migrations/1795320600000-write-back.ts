import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';
import { RUNTIME_ROLE, systemMay, tenantTable } from './tenant-table.js';

/** Payments recorded here are told to the provider the invoice came from, where the account wants it. */
export class WriteBack1795320600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table connections
        add column marks_paid boolean not null default false,
        add column records_payments boolean not null default false;

      create table payment_writes (
        account_id uuid not null,
        payment_id uuid not null,
        invoice_id uuid not null,
        connection_id uuid not null,
        -- what is told: the payment, or everything that was recorded here and never told
        amount_minor bigint not null check (amount_minor > 0),
        covers_all boolean not null,
        -- unknown: it was told, and whether it was taken is not known
        state text not null default 'waiting' check (state in ('waiting', 'unknown', 'written', 'refused')),
        code text,
        detail text,
        attempts integer not null default 0,
        try_after timestamptz not null,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        primary key (account_id, payment_id),
        foreign key (account_id, payment_id) references payments,
        foreign key (account_id, invoice_id) references invoices,
        foreign key (account_id, connection_id) references connections on delete cascade
      );
      create index payment_writes_open on payment_writes (account_id, connection_id, created_at) where state in ('waiting', 'unknown');
      create index payment_writes_in_doubt on payment_writes (account_id, invoice_id) where state = 'unknown';
      create index payment_writes_by_time on payment_writes (try_after) where state in ('waiting', 'unknown');`);
    await tenantTable(queryRunner, 'payment_writes');
    await systemMay(queryRunner, 'payment_writes', 'select');
    await queryRunner.query(`
      revoke delete on payment_writes from ${RUNTIME_ROLE};

      -- Payments that wait to be told although their time has come.
      create function system_due_payment_writes(p_now timestamptz)
        returns table (account_id uuid, connection_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select distinct w.account_id, w.connection_id
          from payment_writes w join connections c on c.account_id = w.account_id and c.id = w.connection_id
         where w.state in ('waiting', 'unknown') and w.try_after <= p_now
           and c.state = 'active' and account_works(w.account_id, c.provider)
      $$;`);
    await systemFunctions(queryRunner, ['system_due_payment_writes(timestamptz)']);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
