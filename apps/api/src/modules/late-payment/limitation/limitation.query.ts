import { Injectable } from '@nestjs/common';
import { addDays, localDate, type LocalDate } from '@invoicetracker/calendar';
import type { ClaimKind } from '@invoicetracker/interest';

import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { lawInForce, readLatePaymentSettings } from '../settings/late-payment-settings.reader.js';
import type { LimitationPage, LimitationRow, LimitationView } from './limitation.dto.js';
import { readLimitationEvents } from './limitation-events.js';
import { limitationOf } from './limitation-of.js';
import { readLimitationSettings } from './limitation-settings.js';

/** No period here is shorter than a year (PL-31, carriage). */
const SHORTEST_DAYS = 364;

interface Row {
  readonly id: string;
  readonly number: string;
  readonly client_name: string;
  readonly currency: string;
  readonly balance_minor: string;
  readonly due_on: LocalDate;
  readonly debtor: ClaimKind | null;
}

/** When claims become time-barred. */
@Injectable()
export class LimitationQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound */
  ofCase(scope: AccountScope, caseId: string): Promise<LimitationView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<Row>(`${CASES} and c.id = $2`, [scope.accountId, caseId]);
      if (row === undefined) throw new NotFound('case');
      const [view] = await this.limitations(tx, scope, [row]);
      return view!;
    });
  }

  /** Open claims that have lapsed or will within the account's warning, the earliest first. */
  endangered(scope: AccountScope, { limit, cursor }: PageQuery): Promise<LimitationPage> {
    const after = cursor === undefined ? '' : decodeCursor(cursor, 2).join(' ');
    return this.tenancy.inAccount(scope, async (tx) => {
      const { warnDays } = await readLimitationSettings(tx, scope.accountId);
      const today = localDate(await this.day.today(tx, scope));
      const rows = await tx.query<Row>(
        `${CASES} and c.state = 'active' and c.balance_minor > 0 and c.due_on <= $2`,
        [scope.accountId, addDays(today, warnDays - SHORTEST_DAYS)],
      );
      const views = await this.limitations(tx, scope, rows);
      const all = rows
        .flatMap((row, index) => toRow(row, views[index]!))
        .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
      const left = all.filter((row) => keyOf(row) > after);
      const items = left.slice(0, limit);
      const last = left.length > limit ? items.at(-1)! : null;
      const nextCursor = last && encodeCursor([last.lastDayOn, last.caseId]);
      return { items, total: all.length, nextCursor, warnDays };
    });
  }

  private async limitations(
    tx: Transaction,
    scope: AccountScope,
    rows: readonly Row[],
  ): Promise<LimitationView[]> {
    const { accountId } = scope;
    const law = lawInForce(await readLatePaymentSettings(tx, accountId));
    const { claim, warnDays } = await readLimitationSettings(tx, accountId);
    const today = localDate(await this.day.today(tx, scope));
    const events = await readLimitationEvents(
      tx,
      accountId,
      rows.map((row) => row.id),
    );
    const byCase = Map.groupBy(events, (event) => event.caseId);
    return rows.map((row) =>
      limitationOf(
        {
          law,
          claim,
          debtor: row.debtor,
          dueOn: row.due_on,
          events: byCase.get(row.id) ?? [],
        },
        today,
        warnDays,
      ),
    );
  }
}

function toRow(row: Row, { state, lastDayOn, daysLeft }: LimitationView): LimitationRow[] {
  if ((state !== 'soon' && state !== 'lapsed') || lastDayOn === null || daysLeft === null)
    return [];
  return [
    {
      caseId: row.id,
      number: row.number,
      clientName: row.client_name,
      balance: moneyOf(row.balance_minor, row.currency),
      dueOn: row.due_on,
      lastDayOn,
      daysLeft,
    },
  ];
}

function keyOf({ lastDayOn, caseId }: LimitationRow): string {
  return `${lastDayOn} ${caseId}`;
}

/** Whoever has a tax number does business, unless somebody has said otherwise. */
const CASES = `
  select c.id, c.number, c.client_name, c.currency, c.balance_minor, i.due_on,
         coalesce(l.claim_kind, case when coalesce(l.tax_number, '') <> '' then 'commercial' end) as debtor
    from cases c
    join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
    join clients l on l.account_id = c.account_id and l.id = c.client_id
   where c.account_id = $1`;
