import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import type { DisputeView } from './disputes.dto.js';

interface Row extends Omit<DisputeView, 'amount'> {
  amount_minor: string;
  currency: string;
}

/** Everything that was contested on a case, the last first. */
export async function readDisputes(
  tx: Transaction,
  accountId: string,
  caseId: string,
): Promise<DisputeView[]> {
  const rows = await tx.query<Row>(
    `select d.id, d.state, d.reason, d.details as text, d.source, d.is_all as "isAll", d.amount_minor, d.currency, d.raised_on as "raisedOn",
            r.name as "raisedBy", d.decided_on as "decidedOn", k.name as "decidedBy", d.decision_note as "decisionNote", d.ended_on as "endedOn"
       from disputes d left join users r on r.id = d.raised_by left join users k on k.id = d.decided_by
      where d.account_id = $1 and d.case_id = $2 order by d.id desc limit 50`,
    [accountId, caseId],
  );
  return rows.map(({ amount_minor, currency, ...row }) => ({
    ...row,
    amount: moneyOf(amount_minor, currency),
  }));
}
