import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../platform/database/transaction.js';
import { moneyOf } from '../../platform/http/money.dto.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import type {
  CurrencyTotals,
  DailyRunView,
  DayCount,
  OverviewView,
  ReasonCount,
  StageCount,
  WaitingConnection,
} from './overview.dto.js';

/** What the account is owed and what comes next; every figure is the count of a case list's rows. */
@Injectable()
export class OverviewQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  show(scope: AccountScope): Promise<OverviewView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const asOf = await this.day.today(tx, scope);
      return {
        asOf,
        byCurrency: await totals(tx, scope.accountId, asOf),
        byStage: await tx.query<StageCount>(
          `select stage_key as "stageKey", count(*)::int as cases from cases where account_id = $1 and state = 'active'
            group by stage_key, stage_position order by stage_position nulls first`,
          [scope.accountId],
        ),
        nextDays: await nextDays(tx, scope.accountId, asOf),
        closedLast30Days: await tx.query<ReasonCount>(
          `select closed_reason as reason, count(*)::int as cases from cases
            where account_id = $1 and state = 'closed' and closed_on > $2 group by closed_reason order by cases desc`,
          [scope.accountId, addDays(localDate(asOf), -30)],
        ),
        lastRun: await lastRun(tx, scope.accountId),
        waitingConnections: await waitingConnections(tx, scope.accountId),
      };
    });
  }
}

async function totals(tx: Transaction, accountId: string, asOf: string): Promise<CurrencyTotals[]> {
  const rows = await tx.query<{
    currency: string;
    balance: string;
    overdue: string;
    active_cases: number;
    overdue_cases: number;
  }>(
    `select currency, sum(balance_minor)::text as balance, coalesce(sum(balance_minor) filter (where due_on < $2), 0)::text as overdue,
            count(*)::int as active_cases, (count(*) filter (where due_on < $2))::int as overdue_cases
       from cases where account_id = $1 and state = 'active' group by currency order by count(*) desc, currency`,
    [accountId, asOf],
  );
  return rows.map((row) => ({
    balance: moneyOf(row.balance, row.currency),
    overdue: moneyOf(row.overdue, row.currency),
    activeCases: row.active_cases,
    overdueCases: row.overdue_cases,
  }));
}

function nextDays(tx: Transaction, accountId: string, asOf: string): Promise<DayCount[]> {
  return tx.query<DayCount>(
    `select greatest(next_on, $2::date) as on, count(*)::int as cases from case_schedule
      where account_id = $1 and next_on <= $3 group by 1 order by 1`,
    [accountId, asOf, addDays(localDate(asOf), 6)],
  );
}

async function lastRun(tx: Transaction, accountId: string): Promise<DailyRunView | null> {
  const row = await tx.one<
    Omit<DailyRunView, 'startedAt' | 'finishedAt'> & { started_at: Date; finished_at: Date | null }
  >(
    `select on_day as "onDay", state, started_at, finished_at, decided_count as decided, moved_count as moved, paused_count as paused,
            closed_count as closed, notice_count as notices, error_detail as "errorDetail"
       from daily_runs where account_id = $1 order by on_day desc limit 1`,
    [accountId],
  );
  if (row === undefined) return null;
  const { started_at, finished_at, ...run } = row;
  return {
    ...run,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  };
}

/** Those that keep cases waiting: decided ones are not looked through. */
function waitingConnections(tx: Transaction, accountId: string): Promise<WaitingConnection[]> {
  return tx.query<WaitingConnection>(
    `select n.id as "connectionId", n.name, n.provider, w.entry as "waitsFor", w.cases
       from connections n
       left join connection_entries e on e.account_id = n.account_id and e.connection_id = n.id
       left join own_reminders r on r.account_id = n.account_id and r.connection_id = n.id
      cross join lateral (
        select case x.entry when 'old-debts-undecided' then 'old-debts' else 'own-reminders' end as entry, count(*)::int as cases
          from invoices i
          join cases c on c.account_id = i.account_id and c.invoice_id = i.id and c.state = 'active'
         cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) x
         where i.account_id = $1 and i.connection_id = n.id and x.entry in ('old-debts-undecided', 'own-reminders-unanswered')
         group by 1) w
      where n.account_id = $1 and (e.decided_at is null or r.state = 'on') order by n.name, n.id`,
    [accountId],
  );
}
