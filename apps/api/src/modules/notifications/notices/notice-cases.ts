import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { NoticeCase } from './notices.dto.js';

/** The cases a notice covers, also those that were taken out of it. */
export async function readNoticeCases(
  tx: Transaction,
  accountId: string,
  noticeId: string,
): Promise<NoticeCase[]> {
  const rows = await tx.query<{
    case_id: string;
    number: string;
    stage_key: string;
    amount_minor: string;
    currency: string;
    interest_minor: string | null;
    compensation_minor: string | null;
    compensation_currency: string | null;
    charges_on: string | null;
    due_on: string;
    instalment_on: string | null;
    outcome: string;
  }>(
    `select k.case_id, c.number, k.stage_key, k.amount_minor - k.credited_minor as amount_minor, k.currency, k.interest_minor, k.compensation_minor, k.compensation_currency, k.charges_on, c.due_on, k.instalment_on, k.outcome
       from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
      where k.account_id = $1 and k.notice_id = $2 order by c.due_on, c.number`,
    [accountId, noticeId],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    number: row.number,
    stageKey: row.stage_key,
    amount: moneyOf(row.amount_minor, row.currency),
    interest: row.interest_minor === null ? null : moneyOf(row.interest_minor, row.currency),
    compensation:
      row.compensation_minor === null
        ? null
        : moneyOf(row.compensation_minor, row.compensation_currency!),
    chargesOn: row.charges_on,
    dueOn: row.instalment_on ?? row.due_on,
    instalmentOn: row.instalment_on,
    isDropped: row.outcome === 'dropped',
  }));
}
