import { addDays, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { APPROVAL_DAYS } from '../../cases/contract/drop-from-awaiting.js';
import type { ApprovalRow } from './approvals.dto.js';
import { noticeContent, type NoticeContent, type NoticeToShow } from './notice-content.js';

/**
 * What waits for a person, oldest first, each written out as it would leave now.
 *
 * @param part `after` the notice with this id, at most `limit`
 */
export async function readWaiting(
  tx: Transaction,
  scope: AccountScope,
  part: { readonly after: string | null; readonly limit: number },
): Promise<ApprovalRow[]> {
  const found = await tx.query<Record>(
    `${AWAITING} and ($2::uuid is null or n.id > $2) order by n.id limit $3`,
    [scope.accountId, part.after, part.limit],
  );
  const rows: ApprovalRow[] = [];
  for (const one of found) {
    rows.push(toRow(one, await noticeContent(tx, scope, one, one.caseIds)));
  }
  return rows;
}

interface Record extends NoticeToShow {
  clientName: string;
  waitsFor: ApprovalRow['waitsFor'];
  reason: string | null;
  isDraft: boolean;
  caseIds: string[];
  amounts: { currency: string; minor: string }[];
}

/** Amounts are those of now: letting a notice go reads them again, and so does the last look. */
const AWAITING = `
select n.id, n.client_id as "clientId", l.name as "clientName", n.audience, n.stage_key as "stageKey", n.language, n.sender_kind as "senderKind",
       n.planned_on as "plannedOn", n.waits_for as "waitsFor", n.reason, k."isDraft", k."caseIds", k.amounts
  from notices n
  join clients l on l.account_id = n.account_id and l.id = n.client_id
 cross join lateral (
   select coalesce(bool_or(o.release = 'draft'), false) as "isDraft", coalesce(array_agg(o.case_id), '{}') as "caseIds",
          (select jsonb_agg(jsonb_build_object('currency', s.currency, 'minor', s.minor::text) order by s.minor desc)
             from (select c.currency, sum(c.balance_minor) as minor from cases c
                    where c.account_id = n.account_id and c.id = any (array_agg(o.case_id)) group by c.currency) s) as amounts
     from (select x.case_id, release_mode_of(c.account_id, c.policy_id) as release
             from notice_cases x join cases c on c.account_id = x.account_id and c.id = x.case_id
            where x.account_id = n.account_id and x.notice_id = n.id and x.outcome <> 'dropped') o) k
 where n.account_id = $1 and n.state = 'awaiting_approval'`;

function toRow(record: Record, content: NoticeContent | null): ApprovalRow {
  const recipients = content?.rendered.recipients.map(({ email }) => email) ?? [];
  return {
    id: record.id,
    client: { id: record.clientId, name: record.clientName },
    stageKey: record.stageKey,
    audience: record.audience,
    language: record.language,
    waitsFor: record.waitsFor,
    problem: problemOf(record, content, recipients),
    isChanged: record.reason === 'changed-since-approval',
    plannedOn: record.plannedOn,
    expiresOn: addDays(localDate(record.plannedOn), APPROVAL_DAYS),
    amounts: record.amounts.map(({ minor, currency }) => moneyOf(minor, currency)),
    caseCount: record.caseIds.length,
    recipients,
    subject: content?.rendered.subject ?? null,
    content: content?.fingerprint ?? null,
  };
}

function problemOf(
  record: Record,
  content: NoticeContent | null,
  recipients: readonly string[],
): ApprovalRow['problem'] {
  if (record.isDraft) return 'policy-in-draft';
  if (content === null) return 'text-broken';
  return recipients.length === 0 ? 'no-contact' : null;
}
