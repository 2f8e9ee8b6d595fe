import type { Transaction } from '../../../platform/database/transaction.js';
import type { SmtpAccess } from '../../../platform/mail/smtp-session.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** The mail server an account sends through, with its password open: never leaves the process, never logged. */
export interface UnsealedSender extends SmtpAccess {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly fromName: string;
  readonly fromEmail: string;
  readonly replyTo: string | null;
}

/** The account's sender, or null where there is none yet. */
export async function readSender(
  tx: Transaction,
  scope: AccountScope,
  sealer: Sealer,
): Promise<UnsealedSender | null> {
  const row = await tx.one<Omit<UnsealedSender, 'password'> & { sealedPassword: string | null }>(
    `select id, host, port, security, username, sealed_password as "sealedPassword", from_name as "fromName", from_email as "fromEmail", reply_to as "replyTo"
       from senders where account_id = $1 and is_default`,
    [scope.accountId],
  );
  if (row === undefined) return null;
  const { sealedPassword, ...sender } = row;
  const place = {
    accountId: scope.accountId,
    table: 'senders',
    column: 'sealed_password',
    rowId: row.id,
  };
  return {
    ...sender,
    password: sealedPassword === null ? null : sealer.unseal(sealedPassword, place),
  };
}
