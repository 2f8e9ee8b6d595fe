import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type {
  InboundMailCase,
  InboundMailContact,
  InboundMailCounts,
  InboundMailFilter,
  InboundMailPage,
  InboundMailRow,
  InboundMailView,
} from './inbound-mails.dto.js';

const COUNT_CAP = 10_001;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const COLUMNS = `m.id, m.kind, m.state, m.received_at as "receivedAt", m.from_email as "from", m.subject, m.intents, m.recipient,
  m.bounce_reason as "bounceReason", m.is_final as "isFinal", m.absent_until as "absentUntil",
  jsonb_build_object('id', l.id, 'name', l.name) as client`;

type RowRecord = Omit<InboundMailRow, 'receivedAt'> & { receivedAt: Date };

/** What has come in about notices: who answers, and what came back. */
@Injectable()
export class InboundMailsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** The newest first. */
  async page(scope: AccountScope, filter: InboundMailFilter): Promise<InboundMailPage> {
    const after = filter.cursor === undefined ? null : idOf(filter.cursor);
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<RowRecord>(
        `select ${COLUMNS}
           from inbound_mails m join clients l on l.account_id = m.account_id and l.id = m.client_id
          where m.account_id = $1 and ($2::uuid is null or m.id < $2) and ($3::text is null or m.state = $3)
            and ($4::text is null or m.kind = $4) and ($5::uuid is null or m.client_id = $5)
          order by m.id desc limit $6`,
        [
          scope.accountId,
          after,
          filter.state ?? null,
          filter.kind ?? null,
          filter.client ?? null,
          filter.limit + 1,
        ],
      ),
    );
    const shown = rows.slice(0, filter.limit);
    return {
      items: shown.map(toRow),
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }

  counts(scope: AccountScope): Promise<InboundMailCounts> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const counts = await tx.one<InboundMailCounts>(
        `select (count(*) filter (where kind = 'reply'))::int as replies, (count(*) filter (where kind = 'bounce'))::int as bounces
           from (select kind from inbound_mails where account_id = $1 and state = 'open' limit $2) m`,
        [scope.accountId, COUNT_CAP],
      );
      return counts!;
    });
  }

  /** @throws NotFound */
  one(scope: AccountScope, mailId: string): Promise<InboundMailView> {
    return this.tenancy.inAccount(scope, (tx) => readMail(tx, scope, mailId));
  }
}

type ViewRecord = RowRecord &
  Omit<
    InboundMailView,
    keyof InboundMailRow | 'cases' | 'contacts' | 'proposedContactId' | 'notice' | 'answeredAt'
  > & {
    answeredAt: Date | null;
    noticeId: string;
    stageKey: string;
    noticeSubject: string | null;
    sentAt: Date | null;
    noticeState: string;
  };

async function readMail(
  tx: Transaction,
  scope: AccountScope,
  mailId: string,
): Promise<InboundMailView> {
  const record = await tx.one<ViewRecord>(
    `select ${COLUMNS}, m.body_text as "bodyText", m.is_cut as "isCut", m.written_on as "writtenOn", m.matched_by as "matchedBy",
            m.bounce_status as "bounceStatus", m.diagnostic, m.answer, m.answered_at as "answeredAt", u.name as "answeredBy",
            n.id as "noticeId", n.stage_key as "stageKey", n.subject as "noticeSubject", n.handed_over_at as "sentAt", n.state as "noticeState"
       from inbound_mails m
       join clients l on l.account_id = m.account_id and l.id = m.client_id
       join notices n on n.account_id = m.account_id and n.id = m.notice_id
       left join users u on u.id = m.answered_by
      where m.account_id = $1 and m.id = $2`,
    [scope.accountId, mailId],
  );
  if (record === undefined) throw new NotFound('mail');
  const { noticeId, stageKey, noticeSubject, sentAt, noticeState, answeredAt, ...row } = record;
  const contacts = await readContacts(tx, scope, row.client.id);
  return {
    ...row,
    ...toRow(row),
    answeredAt: answeredAt?.toISOString() ?? null,
    notice: {
      id: noticeId,
      stageKey,
      subject: noticeSubject,
      sentAt: sentAt?.toISOString() ?? null,
      state: noticeState,
    },
    cases: await readCases(tx, scope, noticeId),
    contacts,
    proposedContactId: row.recipient === null ? null : proposed(contacts, row.recipient),
  };
}

async function readCases(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<InboundMailCase[]> {
  const rows = await tx.query<
    Omit<InboundMailCase, 'balance'> & { balance_minor: string; currency: string }
  >(
    `select c.id as "caseId", c.number, c.due_on as "dueOn", c.balance_minor, c.currency, c.state = 'active' as "isOpen"
       from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
      where k.account_id = $1 and k.notice_id = $2 and k.outcome <> 'dropped' order by c.due_on, c.number`,
    [scope.accountId, noticeId],
  );
  return rows.map(({ balance_minor, currency, ...row }) => ({
    ...row,
    balance: moneyOf(balance_minor, currency),
  }));
}

function readContacts(
  tx: Transaction,
  scope: AccountScope,
  clientId: string,
): Promise<InboundMailContact[]> {
  return tx.query<InboundMailContact>(
    `select id, email, name, is_dunning as "isDunning", refused_reason as "refusedReason", refused_at is not null as "isRefused"
       from client_contacts where account_id = $1 and client_id = $2 order by position, email`,
    [scope.accountId, clientId],
  );
}

/** The next address that has not come back: one that gets notices already rather than another. */
function proposed(contacts: readonly InboundMailContact[], bounced: string): string | null {
  const usable = contacts.filter(({ email, isRefused }) => !isRefused && email !== bounced);
  return (usable.find(({ isDunning }) => isDunning) ?? usable[0])?.id ?? null;
}

function toRow(row: RowRecord): InboundMailRow {
  return { ...row, receivedAt: row.receivedAt.toISOString() };
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}
