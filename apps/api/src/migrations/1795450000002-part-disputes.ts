import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';
import { RUNTIME_ROLE } from './tenant-table.js';

/** A dispute of a part leaves the rest in the reminders. */
export class PartDisputes1795450000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What may be asked for of an invoice's balance: a part that is contested, and that no credit note has
      -- answered yet, is left out. Where nothing remains it is the balance, and a hold stops the case.
      create function asked_of(p_account uuid, p_case uuid, p_balance bigint)
        returns table (minor bigint, contested bigint, is_nothing_left boolean) language sql stable parallel safe as $$
        select case when d.contested < p_balance then p_balance - d.contested else p_balance end,
               d.contested, d.contested > 0 and d.contested >= p_balance
          from (select coalesce(max(greatest(0, x.amount_minor - greatest(0, (
                         select coalesce(sum(a.amount_minor), 0)::bigint from cases c
                           join allocations a on a.account_id = c.account_id and a.invoice_id = c.invoice_id and a.credit_note_id is not null
                          where c.account_id = x.account_id and c.id = x.case_id) - x.credited_before_minor))), 0) as contested
                  from disputes x
                 where x.account_id = p_account and x.case_id = p_case and x.state in ('open', 'accepted') and not x.is_all) d
      $$;
      grant execute on function asked_of(uuid, uuid, bigint) to ${RUNTIME_ROLE};`);
    await outsideWalls(
      queryRunner,
      ['holds', 'disputes', 'cases', 'invoices', 'allocations', 'case_schedule'],
      `-- Those raised before stopped the whole invoice. The next run looks at what they leave.
      with let_go as (
        update holds h set ended_at = d.created_at, ended_on = d.raised_on, ended_how = 'settled'
          from disputes d
          join cases c on c.account_id = d.account_id and c.id = d.case_id
          join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
         cross join lateral asked_of(c.account_id, c.id, i.balance_minor) asked
         where h.account_id = d.account_id and h.case_id = d.case_id and h.code in ('dispute', 'credit-expected') and h.ended_at is null
           and d.state in ('open', 'accepted') and not d.is_all and not asked.is_nothing_left
        returning h.account_id, h.case_id, h.created_on
      )
      update case_schedule s set next_on = let_go.created_on, reason = 'released'
        from let_go where s.account_id = let_go.account_id and s.case_id = let_go.case_id`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup.');
  }
}
