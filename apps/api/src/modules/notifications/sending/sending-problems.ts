import type { Transaction } from '../../../platform/database/transaction.js';
import type { SendingProblem } from './sending.dto.js';

/** What stands in the way of sending, or would make a letter look wrong. The first kind also stops the switch. */
export async function readSendingProblems(
  tx: Transaction,
  accountId: string,
): Promise<SendingProblem[]> {
  const row = (await tx.one<{
    has_sender: boolean;
    is_tested: boolean;
    has_details: boolean;
    has_bank_account: boolean;
  }>(
    `select exists (select 1 from senders s where s.account_id = a.id and s.is_default) as has_sender,
            coalesce((select s.last_test_ok from senders s where s.account_id = a.id and s.is_default), false) as is_tested,
            a.tax_number is not null and a.street is not null and a.city is not null as has_details,
            a.bank_account is not null as has_bank_account
       from accounts a where a.id = $1`,
    [accountId],
  ))!;
  const problems: SendingProblem[] = [];
  if (!row.has_sender)
    problems.push({
      code: 'sender-missing',
      detail: 'There is no mail server to send through. Enter one under Sender.',
    });
  if (row.has_sender && !row.is_tested)
    problems.push({
      code: 'sender-not-tested',
      detail: 'No test mail has been accepted yet. Send one to yourself first.',
    });
  if (!row.has_details)
    problems.push({
      code: 'company-details-missing',
      detail: 'Tax number or address of your firm is missing in the letters.',
    });
  if (!row.has_bank_account) {
    problems.push({
      code: 'bank-account-missing',
      detail:
        'Your firm has no bank account here: letters about invoices that name none cannot say where to pay.',
    });
  }
  return problems;
}
