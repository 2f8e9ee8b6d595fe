import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { NOTICE_COLUMNS, NOTICE_TABLES, type NoticeRecord, toNoticeRow } from './notice-row.js';
import {
  type DeliveryView,
  NOTICE_STATES,
  type NoticeCase,
  type NoticeCounts,
  type NoticeListFilter,
  type NoticePage,
  type NoticeView,
} from './notices.dto.js';

/** Counting a state stops here: a tab says "10,000+". */
const COUNT_CAP = 10_001;

/** The outbox: what is planned, waits, left, and what became of it. */
@Injectable()
export class NoticesQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async page(scope: AccountScope, filter: NoticeListFilter): Promise<NoticePage> {
    const after = filter.cursor === undefined ? null : idOf(filter.cursor);
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<NoticeRecord>(
        `select ${NOTICE_COLUMNS} from ${NOTICE_TABLES}
          where n.account_id = $1 and n.state = any ($2::text[]) and ($3::uuid is null or n.id < $3) and ($4::uuid is null or n.client_id = $4)
          order by n.id desc limit $5`,
        [
          scope.accountId,
          filter.state?.split(',') ?? NOTICE_STATES,
          after,
          filter.client ?? null,
          filter.limit + 1,
        ],
      ),
    );
    const shown = rows.slice(0, filter.limit);
    return {
      items: shown.map(toNoticeRow),
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }

  counts(scope: AccountScope): Promise<NoticeCounts> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const rows = await tx.query<{ state: keyof NoticeCounts; count: number }>(
        `select s.state, (select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.state = s.state limit $3) c) as count
           from unnest($2::text[]) s(state)`,
        [scope.accountId, NOTICE_STATES, COUNT_CAP],
      );
      return Object.fromEntries(
        rows.map((row) => [row.state, row.count]),
      ) as unknown as NoticeCounts;
    });
  }

  /** @throws NotFound */
  one(scope: AccountScope, noticeId: string): Promise<NoticeView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<
        NoticeRecord & { body_text: string | null; body_html: string | null }
      >(
        `select ${NOTICE_COLUMNS}, n.body_text, n.body_html from ${NOTICE_TABLES} where n.account_id = $1 and n.id = $2`,
        [scope.accountId, noticeId],
      );
      if (row === undefined) throw new NotFound('notice');
      return {
        ...toNoticeRow(row),
        bodyText: row.body_text,
        bodyHtml: row.body_html,
        cases: await cases(tx, scope.accountId, noticeId),
        deliveries: await deliveries(tx, scope.accountId, noticeId),
      };
    });
  }
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!/^[0-9a-f-]{36}$/.test(id)) throw invalid();
  return id;
}

async function cases(tx: Transaction, accountId: string, noticeId: string): Promise<NoticeCase[]> {
  const rows = await tx.query<{
    case_id: string;
    number: string;
    stage_key: string;
    amount_minor: string;
    currency: string;
    due_on: string;
    outcome: string;
  }>(
    `select k.case_id, c.number, k.stage_key, k.amount_minor, k.currency, c.due_on, k.outcome
       from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
      where k.account_id = $1 and k.notice_id = $2 order by c.due_on, c.number`,
    [accountId, noticeId],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    number: row.number,
    stageKey: row.stage_key,
    amount: moneyOf(row.amount_minor, row.currency),
    dueOn: row.due_on,
    isDropped: row.outcome === 'dropped',
  }));
}

async function deliveries(
  tx: Transaction,
  accountId: string,
  noticeId: string,
): Promise<DeliveryView[]> {
  const rows = await tx.query<
    Omit<DeliveryView, 'handedOverAt' | 'finishedAt'> & {
      handed_over_at: Date | null;
      finished_at: Date | null;
    }
  >(
    `select id, recipient, message_id as "messageId", state, server_code as "serverCode", server_answer as "serverAnswer", attempts, handed_over_at, finished_at
       from deliveries where account_id = $1 and notice_id = $2 order by id`,
    [accountId, noticeId],
  );
  return rows.map(({ handed_over_at, finished_at, ...row }) => ({
    ...row,
    handedOverAt: handed_over_at?.toISOString() ?? null,
    finishedAt: finished_at?.toISOString() ?? null,
  }));
}
