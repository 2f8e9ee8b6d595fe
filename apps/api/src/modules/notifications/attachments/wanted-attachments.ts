import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { AttachmentKind } from './make-attachments.js';

/** What the account's policy in force sends along at a stage. */
export async function wantedAttachments(
  tx: Transaction,
  scope: AccountScope,
  stageKey: string,
): Promise<AttachmentKind[]> {
  const rows = await tx.query<{ kind: AttachmentKind }>(WANTED, [scope.accountId, stageKey]);
  return rows.map((row) => row.kind);
}

const WANTED = prepared(
  `select unnest(s.attachments) as kind from policies p
     join stages s on s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version and s.key = $2
    where p.account_id = $1 and p.is_default`,
);
