import { moneyOf } from '../../../platform/http/money.dto.js';
import type { NoticeRow, NoticeState } from './notices.dto.js';

/** A notice with its client, amounts and recipients, as the driver gives it. */
export interface NoticeRecord {
  id: string;
  client_id: string;
  client_name: string;
  stage_key: string;
  audience: 'client' | 'staff';
  language: string;
  state: NoticeState;
  reason: string | null;
  planned_on: string;
  not_before: Date;
  subject: string | null;
  sent_at: Date | null;
  attempts: number;
  case_count: number;
  amounts: { currency: string; minor: string }[] | null;
  recipients: string[] | null;
}

export const NOTICE_COLUMNS = `n.id, n.client_id, l.name as client_name, n.stage_key, n.audience, n.language, n.state, n.reason, n.planned_on, n.not_before,
  n.subject, n.sent_at, n.attempts,
  (select count(*)::int from notice_cases k where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped') as case_count,
  (select jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text) order by s.minor desc)
     from (select k.currency, sum(k.amount_minor) as minor from notice_cases k
            where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped' group by k.currency) s) as amounts,
  (select array_agg(d.recipient order by d.id) from deliveries d where d.account_id = n.account_id and d.notice_id = n.id) as recipients`;

export const NOTICE_TABLES =
  'notices n join clients l on l.account_id = n.account_id and l.id = n.client_id';

const IS_WAITING: readonly NoticeState[] = ['planned', 'held', 'deferred'];

export function toNoticeRow(record: NoticeRecord): NoticeRow {
  return {
    id: record.id,
    client: { id: record.client_id, name: record.client_name },
    stageKey: record.stage_key,
    audience: record.audience,
    channel: 'email',
    language: record.language,
    state: record.state,
    reason: record.reason,
    plannedOn: record.planned_on,
    notBefore: IS_WAITING.includes(record.state) ? record.not_before.toISOString() : null,
    amounts: (record.amounts ?? []).map(({ minor, currency }) => moneyOf(minor, currency)),
    caseCount: record.case_count,
    recipients: record.recipients ?? [],
    subject: record.subject,
    sentAt: record.sent_at?.toISOString() ?? null,
    attempts: record.attempts,
  };
}
