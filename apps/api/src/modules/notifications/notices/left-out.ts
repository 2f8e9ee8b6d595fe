import type { Transaction } from '../../../platform/database/transaction.js';
import type { LeftOutInvoice } from './notices.dto.js';

/** What the histories of its cases say that a notice left without; printed twice, the last time counts. */
export function readLeftOut(
  tx: Transaction,
  accountId: string,
  noticeId: string,
): Promise<LeftOutInvoice[]> {
  return tx.query<LeftOutInvoice>(
    `select distinct on (c.number, c.id) c.id as "caseId", c.number, e.data ->> 'detail' as reason
       from notice_cases k
       join cases c on c.account_id = k.account_id and c.id = k.case_id
       join case_events e on e.account_id = k.account_id and e.case_id = k.case_id and e.kind = 'invoice_left_out' and e.data ->> 'noticeId' = $2::text
      where k.account_id = $1 and k.notice_id = $2::uuid
      order by c.number, c.id, e.id desc`,
    [accountId, noticeId],
  );
}
