import type { DunningPolicy, Stage } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';

/** Writes a version of a policy with its stages. Which version is in force is another matter. */
export async function writeVersion(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  policyId: string,
  version: number,
  policy: DunningPolicy,
): Promise<void> {
  await tx.execute(
    `insert into policy_versions (account_id, policy_id, version, case_opens_offset_days, min_gap_days, release_mode, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.accountId,
      policyId,
      version,
      policy.caseOpensOffsetDays,
      policy.minGapDays,
      policy.releaseMode,
      actingUser(scope),
      now,
    ],
  );
  await tx.execute(
    `insert into stages (account_id, policy_id, version, key, position, offset_days, audience, is_enabled, channel, needs_approval,
                         minimum_amounts, sender_kind, attachments, interest, compensation)
     select $1, $2, $3, s.*
       from jsonb_to_recordset($4) as s(key text, position int, "offsetDays" int, audience text, "isEnabled" boolean, channel text,
                                        "needsApproval" boolean, "minimumAmounts" jsonb, "senderKind" text, attachments text[],
                                        interest text, compensation text)`,
    [scope.accountId, policyId, version, JSON.stringify(policy.stages.map(columnsOf))],
  );
}

/** An amount keeps every digit as text. */
function columnsOf(stage: Stage): object {
  const minimumAmounts = stage.minimumAmounts.map(({ minor, currency }) => ({
    minor: minor.toString(),
    currency,
  }));
  return { ...stage, minimumAmounts };
}
