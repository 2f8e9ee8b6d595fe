import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { RUNTIME_ROLE, SYSTEM_ROLE } from './tenant-table.js';

/** What of a client's money settles nothing yet is known without adding up all it has ever paid. */
export class ClientCredit1795380000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table payments
        add column allocated_minor bigint not null default 0,
        -- recorded by mistake: it never came in, so that it is nobody's credit
        add column taken_back_at timestamptz;`);
    await outsideWalls(
      queryRunner,
      ['payments', 'allocations'],
      `update payments p set allocated_minor = s.total,
             taken_back_at = case when p.source = 'manual' and s.total = 0 and s.last_at is not null then s.last_at end
        from (select account_id, payment_id, sum(amount_minor) as total, max(created_at) filter (where amount_minor < 0 and source = 'manual') as last_at
                from allocations where payment_id is not null group by 1, 2) s
       where p.account_id = s.account_id and p.id = s.payment_id`,
    );
    await queryRunner.query(`
      alter table payments add column unallocated_minor bigint
        generated always as (case when taken_back_at is null then amount_minor - allocated_minor else 0 end) stored;
      create index payments_unallocated on payments (account_id, client_id) where unallocated_minor <> 0;
      create index invoices_in_credit on invoices (account_id, client_id) where balance_minor < 0;

      -- As before, but what a payment has settled is kept beside it: nobody but this trigger writes it.
      create or replace function settle_allocations() returns trigger language plpgsql
        security definer set search_path = pg_catalog, public as $$
      begin
        update invoices i
           set allocated_minor = i.allocated_minor + s.amount
          from (select account_id, invoice_id, sum(amount_minor) as amount from added group by 1, 2) s
         where i.account_id = s.account_id and i.id = s.invoice_id;
        update payments p
           set allocated_minor = p.allocated_minor + s.amount
          from (select account_id, payment_id, sum(amount_minor) as amount from added where payment_id is not null group by 1, 2) s
         where p.account_id = s.account_id and p.id = s.payment_id;
        if exists (
          select 1
            from (select distinct account_id, payment_id from added where payment_id is not null) t
            join payments p on p.account_id = t.account_id and p.id = t.payment_id
           where sign(p.allocated_minor) <> sign(p.amount_minor) and p.allocated_minor <> 0
              or abs(p.allocated_minor) > abs(p.amount_minor)
        ) then
          raise exception 'allocations exceed their payment' using errcode = 'check_violation', constraint = 'allocations_within_payment';
        end if;
        if exists (
          select 1 from added a
            join payments p on p.account_id = a.account_id and p.id = a.payment_id
            join invoices i on i.account_id = a.account_id and i.id = a.invoice_id
           where p.currency <> i.currency
        ) then
          raise exception 'a payment settles only invoices in its own currency' using errcode = 'check_violation', constraint = 'allocations_currency';
        end if;
        return null;
      end $$;
      grant update on payments to ${SYSTEM_ROLE};
      grant update (taken_back_at) on payments to ${RUNTIME_ROLE};

      -- What a letter asks for is the amount less this.
      alter table notice_cases add column credited_minor bigint not null default 0 check (credited_minor >= 0);
    `);
  }

  async down(): Promise<void> {
    throw new Error(
      'Going back means restoring a backup: which payments were taken back would be lost.',
    );
  }
}
