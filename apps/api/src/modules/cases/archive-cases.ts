import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';

/** Cases archived in one transaction, each with its audit entry. */
const BATCH = 500;

const PICKED = `from cases where account_id = $1 and state = 'active' and ($2::date is null or due_on < $2)`;

/**
 * Puts active cases away without a word to anybody: after moving from another system, or when old debts are given up.
 * What is already on its way out is dropped by the last look before it leaves. An archived case stays closed whatever
 * the next sync says of its invoice.
 */
@Injectable()
export class ArchiveCases {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @param before only invoices due before this day; null: all */
  count(scope: AccountScope, before: string | null): Promise<number> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<{ cases: number }>(`select count(*)::int as cases ${PICKED}`, [
        scope.accountId,
        before,
      ]);
      return row!.cases;
    });
  }

  /** @returns how many were archived; broken off half way, it goes on where it stopped */
  async execute(scope: AccountScope, before: string | null): Promise<number> {
    let archived = 0;
    for (;;) {
      const ids = await this.tenancy.inAccount(scope, (tx) => this.batch(tx, scope, before));
      archived += ids.length;
      if (ids.length < BATCH) return archived;
    }
  }

  private async batch(
    tx: Transaction,
    scope: AccountScope,
    before: string | null,
  ): Promise<string[]> {
    const today = await this.day.today(tx, scope);
    const rows = await tx.query<{ id: string }>(ARCHIVE, [
      scope.accountId,
      before,
      today,
      this.clock.now(),
      actingUser(scope),
      BATCH,
    ]);
    for (const { id } of rows) {
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'case.archived',
        objectKind: 'case',
        objectId: id,
        before: { state: 'active' },
        after: { state: 'closed', reason: 'archived' },
      });
    }
    return rows.map(({ id }) => id);
  }
}

const ARCHIVE = `
with picked as materialized (
  select id ${PICKED} order by id limit $6 for update
), archived as (
  update cases c
     set state = 'closed', closed_reason = 'archived', closed_on = $3, is_ready_for_hand_over = false
    from picked where c.account_id = $1 and c.id = picked.id
  returning c.id
), let_go as (
  update holds h set ended_at = $4::timestamptz, ended_on = $3::date, ended_by = $5::uuid, ended_how = 'case-closed'
    from archived where h.account_id = $1 and h.subject_id = archived.id and h.ended_at is null
), unscheduled as (
  delete from case_schedule s using archived where s.account_id = $1 and s.case_id = archived.id
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
  select $1, id, $4::timestamptz, $3::date, 'closed', $5::uuid, jsonb_build_object('reason', 'archived') from archived
)
select id from archived`;
