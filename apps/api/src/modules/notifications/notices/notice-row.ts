import { moneyOf } from '../../../platform/http/money.dto.js';
import type { NoticeRow, NoticeState } from './notices.dto.js';

/** A notice with its client, amounts and recipients, as the driver gives it. */
export interface NoticeRecord {
  id: string;
  client_id: string;
  client_name: string;
  stage_key: string;
  audience: 'client' | 'staff';
  channel: 'email' | 'letter' | 'task';
  language: string;
  state: NoticeState;
  reason: string | null;
  planned_on: string;
  not_before: Date;
  subject: string | null;
  sent_at: Date | null;
  attempts: number;
  interest_note_id: string | null;
  case_count: number;
  amounts: { currency: string; minor: string }[] | null;
  recipients: string[] | null;
  /** Until when the sender it leaves through waits, and why; may be over. */
  sender_wait: { until: string; reason: string } | null;
}

export const NOTICE_COLUMNS = `n.id, n.client_id, l.name as client_name, n.stage_key, n.audience, n.channel, n.language, n.state, n.reason, n.planned_on, n.not_before,
  n.subject, n.sent_at, n.attempts, n.interest_note_id,
  (select count(*)::int from notice_cases k where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped') as case_count,
  (select jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text) order by s.minor desc)
     from (select k.currency, sum(k.amount_minor - k.credited_minor) as minor from notice_cases k
            where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped' group by k.currency
           union all select t.currency, t.total_minor from interest_notes t where t.account_id = n.account_id and t.id = n.interest_note_id) s) as amounts,
  (select array_agg(d.recipient order by d.id) from deliveries d where d.account_id = n.account_id and d.notice_id = n.id) as recipients,
  (select jsonb_build_object('until', s.waits_until, 'reason', s.waits_reason) from senders s
    where s.account_id = n.account_id and (s.is_default or s.is_escalated and n.sender_kind = 'escalated')
    order by s.is_escalated desc limit 1) as sender_wait`;

export const NOTICE_TABLES =
  'notices n join clients l on l.account_id = n.account_id and l.id = n.client_id';

const IS_WAITING: readonly NoticeState[] = ['planned', 'held', 'deferred'];

/** @param now business time: what is due then, and has not left, waits for its sender */
export function toNoticeRow(record: NoticeRecord, now: Date): NoticeRow {
  const { reason, notBefore } = whyNotYet(record, now);
  return {
    id: record.id,
    client: { id: record.client_id, name: record.client_name },
    stageKey: record.stage_key,
    audience: record.audience,
    channel: record.channel,
    language: record.language,
    state: record.state,
    reason,
    plannedOn: record.planned_on,
    notBefore: notBefore?.toISOString() ?? null,
    leavesInSeconds: leavesIn(record, now),
    amounts: (record.amounts ?? []).map(({ minor, currency }) => moneyOf(minor, currency)),
    caseCount: record.case_count,
    interestNoteId: record.interest_note_id,
    recipients: record.recipients ?? [],
    subject: record.subject,
    sentAt: record.sent_at?.toISOString() ?? null,
    attempts: record.attempts,
  };
}

/** The undo window: nothing but time stands between the notice and its leaving. */
function leavesIn({ state, reason, not_before: from }: NoticeRecord, now: Date): number | null {
  const seconds = Math.ceil((from.getTime() - now.getTime()) / 1000);
  return state === 'planned' && reason === null && seconds > 0 ? seconds : null;
}

/** A sender that waits says so itself, for all that is due; what a notice waits for besides comes first. */
function whyNotYet(
  { state, reason, not_before: own, sender_wait: wait }: NoticeRecord,
  now: Date,
): { reason: string | null; notBefore: Date | null } {
  if (!IS_WAITING.includes(state)) return { reason, notBefore: null };
  const until = wait?.until ? new Date(wait.until) : now;
  if (until <= now || own > now) return { reason, notBefore: own };
  return { reason: wait!.reason, notBefore: until };
}
