import { Injectable } from '@nestjs/common';

import { daysBetween, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import { encodeCursor } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { readDayCursor } from '../day-cursor.js';
import type { DisputeListFilter, DisputePage, DisputeRow } from './disputes.dto.js';

interface Row {
  id: string;
  case_id: string;
  number: string;
  client_id: string;
  client_name: string;
  state: DisputeRow['state'];
  reason: DisputeRow['reason'];
  details: string;
  is_all: boolean;
  amount_minor: string;
  balance_minor: string;
  currency: string;
  raised_on: string;
  ended_on: string | null;
}

/** Those that go on are read by their age, the others by the day they ended, the last first. */
const LISTS = {
  open: { where: "d.state = 'open'", key: 'd.raised_on', direction: 'asc', beyond: '>' },
  accepted: { where: "d.state = 'accepted'", key: 'd.raised_on', direction: 'asc', beyond: '>' },
  ended: { where: 'd.ended_on is not null', key: 'd.ended_on', direction: 'desc', beyond: '<' },
} as const;

/** The disputes of an account, a page at a time: each list is one index range. */
@Injectable()
export class DisputeListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  page(scope: AccountScope, filter: DisputeListFilter): Promise<DisputePage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const rows = await readPage(tx, scope, filter);
      const shown = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? shown.at(-1)! : null;
      return {
        items: shown.map((row) => toRow(row, today)),
        nextCursor:
          last === null
            ? null
            : encodeCursor([filter.state, last.ended_on ?? last.raised_on, last.id]),
      };
    });
  }
}

function readPage(
  tx: Transaction,
  scope: AccountScope,
  { state, client, limit, cursor }: DisputeListFilter,
): Promise<Row[]> {
  const { where, key, direction, beyond } = LISTS[state];
  const after = cursor === undefined ? null : readDayCursor(cursor, state);
  return tx.query<Row>(
    `select d.id, d.case_id, c.number, d.client_id, c.client_name, d.state, d.reason, d.details, d.is_all, d.amount_minor, c.balance_minor,
            d.currency, d.raised_on, d.ended_on
       from disputes d join cases c on c.account_id = d.account_id and c.id = d.case_id
      where d.account_id = $1 and ${where} and ($2::uuid is null or d.client_id = $2)
        and ($3::date is null or (${key}, d.id) ${beyond} ($3, $4::uuid))
      order by ${key} ${direction}, d.id ${direction} limit $5`,
    [scope.accountId, client ?? null, after?.day ?? null, after?.id ?? null, limit + 1],
  );
}

function toRow(row: Row, today: string): DisputeRow {
  return {
    id: row.id,
    case: { id: row.case_id, number: row.number },
    client: { id: row.client_id, name: row.client_name },
    state: row.state,
    reason: row.reason,
    text: row.details,
    isAll: row.is_all,
    amount: moneyOf(row.amount_minor, row.currency),
    balance: moneyOf(row.balance_minor, row.currency),
    raisedOn: row.raised_on,
    ageDays: daysBetween(localDate(row.raised_on), localDate(row.ended_on ?? today)),
    endedOn: row.ended_on,
  };
}
