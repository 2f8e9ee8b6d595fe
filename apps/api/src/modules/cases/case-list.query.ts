import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';

import { likePattern } from '../../platform/database/like-pattern.js';
import { prepared } from '../../platform/database/prepared.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../platform/http/cursor.js';
import { DomainError } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import { CASE_ROW_COLUMNS, CASE_ROW_HOLD, type CaseRowRecord, toCaseRow } from './case-row.js';
import type { CaseListFilter, CasePage } from './cases.dto.js';

/** Counting stops here: nobody reads on to row 10,001, and an exact count costs a scan. */
const COUNT_CAP = 10_000;

interface Sort {
  readonly column: string;
  readonly type: string;
  /** What a larger key means to the person: more days past due is an earlier due date. */
  readonly isReversed?: boolean;
  readonly only?: 'active' | 'closed';
}

const SORTS: Readonly<Record<string, Sort>> = {
  daysPastDue: { column: 'c.due_on', type: 'date', isReversed: true },
  number: { column: 'c.number', type: 'text' },
  amount: { column: 'c.balance_minor', type: 'bigint' },
  client: { column: 'c.client_name', type: 'text' },
  nextOn: { column: 's.next_on', type: 'date', only: 'active' },
  closedOn: { column: 'c.closed_on', type: 'date', only: 'closed' },
};

type Row = CaseRowRecord & { sort_key: string };

/** The list of cases: one index range a page, whatever the sort. */
@Injectable()
export class CaseListQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  page(scope: AccountScope, filter: CaseListFilter): Promise<CasePage> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const { today, query, rows } = await this.read(tx, scope, filter);
      const shown = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? shown.at(-1)! : null;
      const total = filter.total === true ? await count(tx, scope.accountId, filter, today) : null;
      return {
        items: shown.map((row) => toCaseRow(row, today)),
        nextCursor: last === null ? null : encodeCursor([query.sortName, last.sort_key, last.id]),
        total: total === null ? null : Math.min(total, COUNT_CAP),
        isTotalCapped: total !== null && total > COUNT_CAP,
      };
    });
  }

  /** Unless the filter counts days, the rows do not depend on the day: then both are asked for at once. */
  private async read(tx: Transaction, scope: AccountScope, filter: CaseListFilter) {
    if (countsDays(filter)) {
      const today = await this.day.today(tx, scope);
      const query = buildCaseListQuery(scope.accountId, filter, today);
      return { today, query, rows: await tx.query<Row>(query.text, query.parameters) };
    }
    const query = buildCaseListQuery(scope.accountId, filter, NO_DAY);
    const statement = isPlain(filter) ? prepared(query.text) : query.text;
    const [today, rows] = await Promise.all([
      this.day.today(tx, scope),
      tx.query<Row>(statement, query.parameters),
    ]);
    return { today, query, rows };
  }
}

const NO_DAY = '1970-01-01';
const PLAIN_FILTERS = new Set(['state', 'sort', 'cursor', 'limit', 'total']);
const USUAL_LIMIT = 100;

function countsDays({ minDaysPastDue, maxDaysPastDue }: CaseListFilter): boolean {
  return minDaysPastDue !== undefined || maxDaysPastDue !== undefined;
}

/** A page of everything there is: one of a few dozen texts, whose plan is the same for any values. */
function isPlain(filter: CaseListFilter): boolean {
  if (filter.limit !== USUAL_LIMIT) return false;
  return Object.entries(filter).every(
    ([name, value]) => value === undefined || PLAIN_FILTERS.has(name),
  );
}

/** The statement of a page; exported so that a test can read its plan. */
export function buildCaseListQuery(
  accountId: string,
  filter: CaseListFilter,
  today: string,
): { text: string; parameters: unknown[]; sortName: string } {
  const sortName = filter.sort ?? '-daysPastDue';
  const sort = SORTS[sortName.replace('-', '')]!;
  if (sort.only !== undefined && sort.only !== filter.state)
    throw sortRefused(sortName, filter.state);
  const isDescending = sortName.startsWith('-') !== (sort.isReversed ?? false);
  const where = conditions(accountId, filter, today);
  if (filter.cursor !== undefined) {
    const [cursorSort, key, id] = decodeCursor(filter.cursor, 3) as [string, string, string];
    if (cursorSort !== sortName || !isKey(sort.type, key) || !/^[0-9a-f-]{36}$/.test(id))
      throw invalid();
    where.add(
      `(${sort.column}, c.id) ${isDescending ? '<' : '>'} (%1::${sort.type}, %2::uuid)`,
      key,
      id,
    );
  }
  const direction = isDescending ? 'desc' : 'asc';
  // Sorted by the next step, the narrow schedule leads; its own copy of the id keeps one index range.
  const isByNext = sort.column === 's.next_on';
  const idColumn = isByNext ? 's.case_id' : 'c.id';
  const from = isByNext
    ? 'case_schedule s join cases c on c.account_id = s.account_id and c.id = s.case_id'
    : 'cases c left join case_schedule s on s.account_id = c.account_id and s.case_id = c.id';
  const text = `
    select ${CASE_ROW_COLUMNS}, ${sort.column}::text as sort_key
      from ${from} ${CASE_ROW_HOLD}
     where ${isByNext ? 's.account_id = $1 and ' : ''}${where.text.replaceAll('(s.next_on, c.id)', '(s.next_on, s.case_id)')}
     order by ${sort.column} ${direction}, ${idColumn} ${direction}
     limit ${filter.limit + 1}`;
  return { text, parameters: where.parameters, sortName };
}

function sortRefused(sortName: string, state: string): DomainError {
  return new DomainError(
    'malformed',
    'invalid-request',
    `The ${state} cases cannot be sorted by ${sortName}.`,
    [
      {
        field: 'sort',
        code: 'sort-not-offered',
        message: `${state} cases have no ${sortName.replace('-', '')}`,
      },
    ],
  );
}

function isKey(type: string, key: string): boolean {
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(key) && !Number.isNaN(Date.parse(key));
  if (type === 'bigint') return /^-?\d{1,18}$/.test(key);
  return true;
}

/** Collects conditions with their parameters. `%1`, `%2` in a condition stand for its own parameters. */
class Conditions {
  private readonly parts: string[] = [];
  readonly parameters: unknown[] = [];

  add(condition: string, ...parameters: unknown[]): void {
    const before = this.parameters.length;
    this.parameters.push(...parameters);
    this.parts.push(
      condition.replaceAll(/%(\d)/g, (_match, index: string) => `$${before + Number(index)}`),
    );
  }

  get text(): string {
    return this.parts.join(' and ');
  }
}

function conditions(accountId: string, filter: CaseListFilter, today: string): Conditions {
  const where = new Conditions();
  where.add('c.account_id = %1', accountId);
  where.add('c.state = %1', filter.state);
  if (filter.client !== undefined) where.add('c.client_id = %1', filter.client);
  if (filter.stage !== undefined) addStages(where, filter.stage.split(','));
  addAmounts(where, filter);
  const asOf = localDate(today);
  if (filter.minDaysPastDue !== undefined)
    where.add('c.due_on <= %1', addDays(asOf, -filter.minDaysPastDue));
  if (filter.maxDaysPastDue !== undefined)
    where.add('c.due_on >= %1', addDays(asOf, -filter.maxDaysPastDue));
  if (filter.dueFrom !== undefined) where.add('c.due_on >= %1', filter.dueFrom);
  if (filter.dueTo !== undefined) where.add('c.due_on <= %1', filter.dueTo);
  if (filter.nextUntil !== undefined) where.add('s.next_on <= %1', filter.nextUntil);
  if (filter.q !== undefined)
    where.add('c.id in (select case_id from search_cases(%1))', likePattern(filter.q));
  return where;
}

function addStages(where: Conditions, stages: string[]): void {
  const keys = stages.filter((key) => key !== 'none');
  if (!stages.includes('none')) where.add('c.stage_key = any (%1::text[])', keys);
  else if (keys.length === 0) where.add('c.stage_key is null');
  else where.add('(c.stage_key is null or c.stage_key = any (%1::text[]))', keys);
}

/** An amount is compared in its own currency: without one, in a two-place currency's minor units of every currency. */
function addAmounts(where: Conditions, filter: CaseListFilter): void {
  if (filter.currency !== undefined) where.add('c.currency = %1', filter.currency);
  const minor = (text: string) => parseAmount(text, filter.currency ?? 'PLN').minor;
  if (filter.minAmount !== undefined) where.add('c.balance_minor >= %1', minor(filter.minAmount));
  if (filter.maxAmount !== undefined) where.add('c.balance_minor <= %1', minor(filter.maxAmount));
}

async function count(
  tx: Transaction,
  accountId: string,
  filter: CaseListFilter,
  today: string,
): Promise<number> {
  const where = conditions(accountId, filter, today);
  const schedule =
    filter.nextUntil === undefined
      ? ''
      : 'join case_schedule s on s.account_id = c.account_id and s.case_id = c.id';
  const row = await tx.one<{ count: number }>(
    `select count(*)::int as count from (select 1 from cases c ${schedule} where ${where.text} limit ${COUNT_CAP + 1}) counted`,
    where.parameters,
  );
  return row!.count;
}
