import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { InvoiceCharges } from '../../late-payment/contract/late-charges.js';

/** Writes down what a notice that is about to leave asks for beside the open amounts, and as of which day. */
export async function storeCharges(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
  { charges, on }: { charges: readonly InvoiceCharges[]; on: string },
): Promise<void> {
  const claimed = charges.map(({ caseId, interest, compensation }) => {
    const sum = compensation?.isClaimed ? compensation.amount : null;
    return {
      caseId,
      interest: interest?.isClaimed ? interest.amount.minor : null,
      compensation: sum?.minor ?? null,
      currency: sum?.currency ?? null,
    };
  });
  await tx.execute(
    `update notice_cases k set interest_minor = w.interest, compensation_minor = w.compensation, compensation_currency = w.currency,
           charges_on = case when coalesce(w.interest, w.compensation) is not null then $7::date end
       from notice_cases given
       left join unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::text[]) as w(case_id, interest, compensation, currency)
         on w.case_id = given.case_id
      where k.account_id = $1 and k.notice_id = $2 and given.account_id = $1 and given.notice_id = $2 and given.case_id = k.case_id`,
    [
      scope.accountId,
      noticeId,
      claimed.map((one) => one.caseId),
      claimed.map((one) => one.interest),
      claimed.map((one) => one.compensation),
      claimed.map((one) => one.currency),
      on,
    ],
  );
}
