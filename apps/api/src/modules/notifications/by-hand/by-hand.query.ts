import { Injectable } from '@nestjs/common';

import { localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import type {
  ByHandCounts,
  ByHandFilter,
  LetterPage,
  LetterRow,
  TaskPage,
  TaskRow,
} from './by-hand.dto.js';

const COUNT_CAP = 1000;
const STATES = { to_do: 'to_do', done: 'sent', cancelled: 'cancelled' } as const;
const SHOWN = { to_do: 'to_do', sent: 'done', cancelled: 'cancelled' } as const;

/** Letters to be posted and tasks to be done by a person, and what became of them. */
@Injectable()
export class ByHandQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly day: AccountDay,
  ) {}

  async tasks(scope: AccountScope, filter: ByHandFilter): Promise<TaskPage> {
    const { records, nextCursor } = await this.page(scope, 'task', filter);
    return { items: records.map(toTask), nextCursor };
  }

  async letters(scope: AccountScope, filter: ByHandFilter): Promise<LetterPage> {
    const { records, nextCursor } = await this.page(scope, 'letter', filter);
    return { items: records.map(toLetter), nextCursor };
  }

  counts(scope: AccountScope): Promise<ByHandCounts> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const count = (condition: string) =>
        `(select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.state = 'to_do' and ${condition} limit $2) c)`;
      const row = await tx.one<ByHandCounts>(
        `select ${count("n.channel = 'task'")} as tasks, ${count("n.channel = 'task' and n.handled_by = $3")} as "myTasks",
                ${count("n.channel = 'letter'")} as letters`,
        [scope.accountId, COUNT_CAP, actingUser(scope)],
      );
      return row!;
    });
  }

  private page(
    scope: AccountScope,
    channel: 'letter' | 'task',
    filter: ByHandFilter,
  ): Promise<{ records: Record[]; nextCursor: string | null }> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const rows = await readPage(tx, scope, channel, filter, today);
      const records = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? records.at(-1)! : null;
      return { records, nextCursor: last && encodeCursor([last.planned_on, last.id]) };
    });
  }
}

interface Record {
  id: string;
  client_id: string;
  client_name: string;
  address: string[];
  phone: string | null;
  contact_name: string | null;
  email: string | null;
  stage_key: string;
  language: string;
  state: keyof typeof SHOWN;
  reason: string | null;
  planned_on: string;
  printed_at: Date | null;
  registered_number: string | null;
  sent_on: string | null;
  handled_by: string | null;
  handler: string | null;
  outcome_note: string | null;
  is_held: boolean | null;
  amounts: { currency: string; minor: string }[] | null;
  cases:
    | {
        id: string;
        number: string;
        stageKey: string;
        dueOn: string;
        minor: string;
        currency: string;
      }[]
    | null;
}

function readPage(
  tx: Transaction,
  scope: AccountScope,
  channel: 'letter' | 'task',
  filter: ByHandFilter,
  today: string,
): Promise<Record[]> {
  const after = filter.cursor === undefined ? null : placeOf(filter.cursor);
  const isOldestFirst = filter.state === 'to_do';
  const [sign, order] = isOldestFirst ? ['>', 'asc'] : ['<', 'desc'];
  return tx.query<Record>(
    `select n.id, n.client_id, l.name as client_name, n.stage_key, n.language, n.state, n.reason, n.planned_on, n.printed_at, n.registered_number,
            n.sent_on, n.handled_by, u.name as handler, n.outcome_note, k.*,
            array_remove(array[nullif(trim(l.street), ''), nullif(concat_ws(' ', nullif(trim(l.postal_code), ''), nullif(trim(l.city), '')), '')], null) as address,
            l.phone, p.name as contact_name, p.email
       from (select w.* from notices w
              where w.account_id = $1 and w.channel = $2 and w.state = $3
                and ($4::date is null or (w.planned_on, w.id) ${sign} ($4, $5::uuid))
                and ($6::uuid is null or w.client_id = $6) and ($7::uuid is null or w.handled_by = $7)
                and ($8::uuid is null or exists (select 1 from notice_cases x where x.account_id = $1 and x.notice_id = w.id and x.case_id = $8))
              order by w.planned_on ${order}, w.id ${order} limit $9) n
       join clients l on l.account_id = n.account_id and l.id = n.client_id
       left join users u on u.id = n.handled_by
       left join lateral (select c.name, c.email from client_contacts c where c.account_id = n.account_id and c.client_id = n.client_id
                           order by not c.is_dunning, c.position limit 1) p on true
      cross join lateral (
        select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'stageKey', k.stage_key, 'dueOn', coalesce(k.instalment_on, o.due_on), 'minor', a.minor::text,
                                            'currency', k.currency) order by o.due_on, o.number) as cases,
               bool_and(not coalesce(h.until <= $10::date, h.hold_id is null)) as is_held,
               (select jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text) order by s.minor desc)
                  from (select k.currency, sum(case n.state when 'to_do' then a.minor else k.amount_minor end) as minor from notice_cases k
                          join cases o on o.account_id = k.account_id and o.id = k.case_id
                         cross join lateral (${LINE}) a
                         where k.account_id = n.account_id and k.notice_id = n.id and (k.outcome <> 'dropped' or n.state = 'cancelled')
                         group by k.currency) s) as amounts
          from notice_cases k
          join cases o on o.account_id = k.account_id and o.id = k.case_id
         cross join lateral (select case n.state when 'to_do' then x.minor else k.amount_minor end as minor from (${LINE}) x) a
         cross join lateral hold_of_message(o.account_id, o.id, o.client_id, k.instalment_on) h
         where k.account_id = n.account_id and k.notice_id = n.id and (k.outcome <> 'dropped' or n.state = 'cancelled')) k
      order by n.planned_on ${order}, n.id ${order}`,
    [
      scope.accountId,
      channel,
      STATES[filter.state],
      after?.day ?? null,
      after?.id ?? null,
      filter.client ?? null,
      filter.mine === 'true' ? actingUser(scope) : null,
      filter.case ?? null,
      filter.limit + 1,
      today,
    ],
  );
}

/** What a line asks for now: the balance, or what is missing of the awaited instalment. */
const LINE = `select case when k.instalment_on is null then o.balance_minor else (
  select l.minor from asked_of_line(o.account_id, o.id, o.balance_minor, k.instalment_on, $10::date) l) end as minor`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function placeOf(cursor: string): { day: string; id: string } {
  const [day, id] = decodeCursor(cursor, 2) as [string, string];
  try {
    if (!UUID.test(id)) throw invalid();
    return { day: localDate(day), id };
  } catch {
    throw invalid();
  }
}

function common(record: Record) {
  return {
    id: record.id,
    client: {
      id: record.client_id,
      name: record.client_name,
      phone: record.phone,
      contactName: record.contact_name,
      email: record.email,
      address: record.address,
    },
    stageKey: record.stage_key,
    state: record.reason === 'skipped-by-a-person' ? ('skipped' as const) : SHOWN[record.state],
    reason: record.reason,
    dueOn: record.planned_on,
    amounts: (record.amounts ?? []).map(({ minor, currency }) => moneyOf(minor, currency)),
    cases: (record.cases ?? []).map(({ minor, currency, ...one }) => ({
      ...one,
      amount: moneyOf(minor, currency),
    })),
    isHeld: record.state === 'to_do' && record.is_held === true,
    doneOn: record.sent_on,
    doneBy: record.sent_on === null ? null : record.handler,
    note: record.outcome_note,
  };
}

function toTask(record: Record): TaskRow {
  const { handled_by: id, handler: name } = record;
  return { ...common(record), takenBy: id === null || name === null ? null : { id, name } };
}

function toLetter(record: Record): LetterRow {
  return {
    ...common(record),
    language: record.language,
    printedAt: record.printed_at?.toISOString() ?? null,
    registeredNumber: record.registered_number,
  };
}
