import type { DunningPolicy, Stage } from '@invoicetracker/dunning';
import { money } from '@invoicetracker/money';

import type { Transaction } from '../../platform/database/transaction.js';

/** An account's policy in force, with its version. */
export interface PolicyInForce extends DunningPolicy {
  readonly policyId: string;
  readonly version: number;
}

interface Row {
  policy_id: string;
  version: number;
  case_opens_offset_days: number;
  min_gap_days: number;
  release_mode: DunningPolicy['releaseMode'];
  stages: StageRow[];
}

type StageRow = Omit<Stage, 'minimumAmounts'> & {
  minimumAmounts: { minor: string; currency: string }[];
};

/** Reads the account's default policy. Every account has one from its first moment. */
export async function readPolicy(tx: Transaction, accountId: string): Promise<PolicyInForce> {
  const row = await tx.one<Row>(
    `select v.policy_id, v.version, v.case_opens_offset_days, v.min_gap_days, v.release_mode,
            (select jsonb_agg(jsonb_build_object('key', s.key, 'position', s.position, 'offsetDays', s.offset_days,
                                                 'audience', s.audience, 'isEnabled', s.is_enabled, 'channel', s.channel,
                                                 'needsApproval', s.needs_approval, 'minimumAmounts', s.minimum_amounts,
                                                 'senderKind', s.sender_kind, 'attachments', s.attachments) order by s.position)
               from stages s where s.account_id = v.account_id and s.policy_id = v.policy_id and s.version = v.version) as stages
       from policies p join policy_versions v on v.account_id = p.account_id and v.policy_id = p.id and v.version = p.current_version
      where p.account_id = $1 and p.is_default`,
    [accountId],
  );
  return {
    policyId: row!.policy_id,
    version: row!.version,
    stages: row!.stages.map(toStage),
    releaseMode: row!.release_mode,
    minGapDays: row!.min_gap_days,
    caseOpensOffsetDays: row!.case_opens_offset_days,
  };
}

function toStage(row: StageRow): Stage {
  return {
    ...row,
    minimumAmounts: row.minimumAmounts.map(({ minor, currency }) => money(BigInt(minor), currency)),
  };
}
