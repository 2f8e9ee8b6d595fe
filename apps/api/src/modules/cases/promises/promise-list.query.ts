import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { encodeCursor } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readDayCursor } from '../day-cursor.js';
import type { PromiseListFilter, PromisePage, PromiseRow } from './promises.dto.js';

interface Row {
  id: string;
  case_id: string;
  number: string;
  client_id: string;
  client_name: string;
  state: PromiseRow['state'];
  amount_minor: string;
  received_minor: string;
  balance_minor: string;
  currency: string;
  next_on: string;
  next_minor: string;
  breaks_on: string;
  instalments: number;
  grace_days: number;
  note: string;
  made_on: string;
  ended_on: string | null;
}

/** Those to come are read by their next day, the others by the day they ended, the last first. */
const LISTS = {
  open: { states: ['open'], key: 'p.next_on', direction: 'asc', beyond: '>' },
  broken: { states: ['broken', 'part-kept'], key: 'p.ended_on', direction: 'desc', beyond: '<' },
  kept: { states: ['kept'], key: 'p.ended_on', direction: 'desc', beyond: '<' },
} as const;

/** The promises of an account, a page at a time: each list is one index range. */
@Injectable()
export class PromiseListQuery {
  constructor(private readonly tenancy: Tenancy) {}

  page(scope: AccountScope, filter: PromiseListFilter): Promise<PromisePage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const rows = await readPage(tx, scope, filter);
      const shown = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? shown.at(-1)! : null;
      return {
        items: shown.map(toRow),
        nextCursor:
          last === null ? null : encodeCursor([filter.state, keyOf(filter, last), last.id]),
      };
    });
  }
}

function keyOf({ state }: PromiseListFilter, row: Row): string {
  return state === 'open' ? row.next_on : row.ended_on!;
}

function readPage(
  tx: Transaction,
  scope: AccountScope,
  { state, client, from, to, limit, cursor }: PromiseListFilter,
): Promise<Row[]> {
  const { states, key, direction, beyond } = LISTS[state];
  const after = cursor === undefined ? null : readDayCursor(cursor, state);
  return tx.query<Row>(
    `select p.id, p.case_id, c.number, p.client_id, c.client_name, p.state, p.amount_minor, p.received_minor, c.balance_minor, p.currency,
            p.next_on, p.next_minor, p.breaks_on, p.grace_days, p.note, p.made_on, p.ended_on,
            (select count(*)::int from promise_instalments n where n.account_id = p.account_id and n.promise_id = p.id) as instalments
       from promises p join cases c on c.account_id = p.account_id and c.id = p.case_id
      where p.account_id = $1 and p.state = any ($2::text[]) and ($3::uuid is null or p.client_id = $3)
        and ($4::date is null or ${key} >= $4) and ($5::date is null or ${key} <= $5)
        and ($6::date is null or (${key}, p.id) ${beyond} ($6, $7::uuid))
      order by ${key} ${direction}, p.id ${direction} limit $8`,
    [
      scope.accountId,
      states,
      client ?? null,
      from ?? null,
      to ?? null,
      after?.day ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  );
}

function toRow(row: Row): PromiseRow {
  return {
    id: row.id,
    case: { id: row.case_id, number: row.number },
    client: { id: row.client_id, name: row.client_name },
    state: row.state,
    amount: moneyOf(row.amount_minor, row.currency),
    received: moneyOf(row.received_minor, row.currency),
    balance: moneyOf(row.balance_minor, row.currency),
    nextOn: row.next_on,
    nextAmount: moneyOf(row.next_minor, row.currency),
    breaksOn: row.breaks_on,
    instalments: row.instalments,
    graceDays: row.grace_days,
    note: row.note,
    madeOn: row.made_on,
    endedOn: row.ended_on,
  };
}
