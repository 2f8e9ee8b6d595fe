import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { toAttachmentView } from '../attachments/attachment-view.js';
import { waitingContent } from '../approvals/notice-content.js';
import { readAttachments } from '../attachments/stored-attachments.js';
import { withPictures } from '../attachments/with-pictures.js';
import { readLeftOut } from './left-out.js';
import { readNoticeCases } from './notice-cases.js';
import { NOTICE_COLUMNS, NOTICE_TABLES, type NoticeRecord, toNoticeRow } from './notice-row.js';
import {
  type DeliveryView,
  NOTICE_STATES,
  type NoticeCounts,
  type NoticeListFilter,
  type NoticePage,
  type NoticeView,
  type SendingLimits,
} from './notices.dto.js';

/** Counting a state stops here: a tab says "10,000+". */
const COUNT_CAP = 10_001;

/** The outbox: mails that are planned, wait, or left, and what became of them. Letters and tasks have lists of their own. */
@Injectable()
export class NoticesQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async page(scope: AccountScope, filter: NoticeListFilter): Promise<NoticePage> {
    const query = buildNoticeListQuery(scope.accountId, filter);
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<NoticeRecord>(query.text, query.parameters),
    );
    const shown = rows.slice(0, filter.limit);
    const now = this.clock.now();
    return {
      items: shown.map((row) => toNoticeRow(row, now)),
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }

  counts(scope: AccountScope): Promise<NoticeCounts> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const rows = await tx.query<{ state: keyof NoticeCounts; count: number }>(
        `select s.state, (select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.state = s.state and n.channel = 'email' limit $3) c) as count
           from unnest($2::text[]) s(state)`,
        [scope.accountId, NOTICE_STATES, COUNT_CAP],
      );
      return Object.fromEntries(
        rows.map((row) => [row.state, row.count]),
      ) as unknown as NoticeCounts;
    });
  }

  limits(scope: AccountScope): Promise<SendingLimits> {
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      const held = await tx.one<{ dailyCap: number; waitingForTomorrow: number }>(
        `select a.daily_notice_cap as "dailyCap",
                (select count(*)::int from (select 1 from notices n where n.account_id = a.id and n.state = 'held' and n.reason = 'daily-cap-reached'
                                               and n.not_before > $2 limit $3) c) as "waitingForTomorrow"
           from accounts a where a.id = $1`,
        [scope.accountId, now, COUNT_CAP],
      );
      const senders = await tx.query<{ fromEmail: string; reason: string; until: Date }>(
        `select from_email as "fromEmail", waits_reason as reason, waits_until as until from senders
          where account_id = $1 and waits_until > $2 order by from_email`,
        [scope.accountId, now],
      );
      return {
        ...held!,
        senders: senders.map((sender) => ({ ...sender, until: sender.until.toISOString() })),
      };
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
      const isWaiting = row.state === 'awaiting_approval';
      const waiting = isWaiting ? await waitingContent(tx, scope, noticeId) : null;
      const files = waiting?.rendered.attachments ?? (await readAttachments(tx, scope, noticeId));
      const { subject, bodyText, bodyHtml } = waiting?.rendered ?? {
        subject: row.subject,
        bodyText: row.body_text,
        bodyHtml: row.body_html,
      };
      return {
        ...toNoticeRow(row, this.clock.now()),
        subject,
        bodyText,
        bodyHtml: bodyHtml === null ? null : withPictures(bodyHtml, files),
        attachments: files.map(toAttachmentView),
        leftOut: await readLeftOut(tx, scope.accountId, noticeId),
        cases: await readNoticeCases(tx, scope.accountId, noticeId),
        deliveries: await deliveries(tx, scope.accountId, noticeId),
      };
    });
  }
}

/**
 * The statement of a page; exported so that a test can read its plan. Each state is a range of its index:
 * asked for together they would be read to the end and sorted.
 */
export function buildNoticeListQuery(
  accountId: string,
  filter: NoticeListFilter,
): { text: string; parameters: unknown[] } {
  const after = filter.cursor === undefined ? null : idOf(filter.cursor);
  const states = filter.state === undefined ? [] : [...new Set(filter.state.split(','))];
  const parameters = [accountId, after, filter.client ?? null, filter.limit + 1, ...states];
  const range = (condition: string) => `
      (select w.* from notices w
        where w.account_id = $1 and w.channel = 'email' ${condition} and ($2::uuid is null or w.id < $2) and ($3::uuid is null or w.client_id = $3)
        order by w.id desc limit $4)`;
  const ranges =
    states.length === 0
      ? range('')
      : states.map((_state, index) => range(`and w.state = $${index + 5}`)).join(' union all ');
  const text = `
    select ${NOTICE_COLUMNS}
      from (select found.* from (${ranges}) found order by found.id desc limit $4) n
      join clients l on l.account_id = n.account_id and l.id = n.client_id
     order by n.id desc`;
  return { text, parameters };
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
    `select d.id, d.recipient, d.message_id as "messageId", d.state, d.server_code as "serverCode", d.server_answer as "serverAnswer", d.attempts,
            d.handed_over_at, d.finished_at, case when s.id is not null then jsonb_build_object('name', s.from_name, 'email', s.from_email) end as sender
       from deliveries d left join senders s on s.account_id = d.account_id and s.id = d.sender_id
      where d.account_id = $1 and d.notice_id = $2 order by d.id`,
    [accountId, noticeId],
  );
  return rows.map(({ handed_over_at, finished_at, ...row }) => ({
    ...row,
    handedOverAt: handed_over_at?.toISOString() ?? null,
    finishedAt: finished_at?.toISOString() ?? null,
  }));
}
