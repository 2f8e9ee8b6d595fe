import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { AttachmentKind } from './make-attachments.js';

/**
 * What the policies that cases run on send along at a stage.
 *
 * @param caseIds none: what the account's default policy in force sends along
 */
export async function wantedAttachments(
  tx: Transaction,
  scope: AccountScope,
  stageKey: string,
  caseIds: readonly string[],
): Promise<AttachmentKind[]> {
  if (caseIds.length > 0) {
    const wanted = await wantedByCase(tx, scope, stageKey, caseIds);
    return [...new Set([...wanted.values()].flat())];
  }
  const rows = await tx.query<{ kind: AttachmentKind }>(BY_DEFAULT, [scope.accountId, stageKey]);
  return rows.map((row) => row.kind);
}

/** The same for each of the cases; those that want nothing are left out. */
export async function wantedByCase(
  tx: Transaction,
  scope: AccountScope,
  stageKey: string,
  caseIds: readonly string[],
): Promise<Map<string, AttachmentKind[]>> {
  const rows = await tx.query<{ caseId: string; kinds: AttachmentKind[] }>(WANTED, [
    scope.accountId,
    stageKey,
    caseIds,
  ]);
  return new Map(rows.map(({ caseId, kinds }) => [caseId, kinds]));
}

const WANTED = prepared(
  `select c.id as "caseId", s.attachments as kinds
     from unnest((select $3::uuid[])) given(id) -- a subselect, so that one plan does for any number
     join cases c on c.account_id = $1 and c.id = given.id
     join stages s on s.account_id = c.account_id and s.policy_id = c.policy_id and s.version = c.policy_version and s.key = $2
    where s.attachments <> '{}'`,
);

const BY_DEFAULT = prepared(
  `select unnest(s.attachments) as kind from policies p
     join stages s on s.account_id = p.account_id and s.policy_id = p.id and s.version = p.current_version and s.key = $2
    where p.account_id = $1 and p.is_default`,
);
