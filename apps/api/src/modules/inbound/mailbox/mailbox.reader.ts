import type { Transaction } from '../../../platform/database/transaction.js';
import type { ImapAccess } from '../../../platform/mail/imap-inbox.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import type { SealPlace } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A mailbox with its password open: never leaves the process, never logged. */
export interface UnsealedMailbox extends ImapAccess {
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** Where a mailbox's password is sealed for. */
export function passwordPlace(accountId: string, mailboxId: string): SealPlace {
  return { accountId, table: 'mailboxes', column: 'sealed_password', rowId: mailboxId };
}

/** Null when it is gone. */
export async function readMailbox(
  tx: Transaction,
  scope: AccountScope,
  mailboxId: string,
  sealer: Sealer,
): Promise<UnsealedMailbox | null> {
  const row = await tx.one<Omit<UnsealedMailbox, 'password'> & { sealedPassword: string | null }>(
    `select id, host, port, security, username, folder, sealed_password as "sealedPassword"
       from mailboxes where account_id = $1 and id = $2`,
    [scope.accountId, mailboxId],
  );
  if (row === undefined) return null;
  const { sealedPassword, ...mailbox } = row;
  return {
    ...mailbox,
    password:
      sealedPassword === null
        ? null
        : sealer.unseal(sealedPassword, passwordPlace(scope.accountId, mailboxId)),
  };
}
