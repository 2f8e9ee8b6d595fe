import type { DunningPolicy, Stage } from '@invoicetracker/dunning';
import { money } from '@invoicetracker/money';

import type { Transaction } from '../../platform/database/transaction.js';

/** A policy in one of its versions; its release mode is that of the version in force. */
export interface PolicyVersion extends DunningPolicy {
  readonly policyId: string;
  readonly version: number;
}

/** Which policy a case runs on. */
export interface RunsOn {
  readonly policy_id: string;
  readonly policy_version: number;
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

const VERSIONS = `
select v.policy_id, v.version, v.case_opens_offset_days, v.min_gap_days, release_mode_of(v.account_id, v.policy_id) as release_mode,
       (select jsonb_agg(jsonb_build_object('key', s.key, 'position', s.position, 'offsetDays', s.offset_days,
                                            'audience', s.audience, 'isEnabled', s.is_enabled, 'channel', s.channel,
                                            'needsApproval', s.needs_approval, 'minimumAmounts', s.minimum_amounts,
                                            'senderKind', s.sender_kind, 'attachments', s.attachments,
                                            'interest', s.interest, 'compensation', s.compensation) order by s.position)
          from stages s where s.account_id = v.account_id and s.policy_id = v.policy_id and s.version = v.version) as stages
  from policy_versions v`;

/** Reads the account's default policy in force. Every account has one from its first moment. */
export async function readPolicy(tx: Transaction, accountId: string): Promise<PolicyVersion> {
  const row = await tx.one<Row>(
    `${VERSIONS} join policies p on p.account_id = v.account_id and p.id = v.policy_id and p.current_version = v.version
      where v.account_id = $1 and p.is_default`,
    [accountId],
  );
  return toPolicy(row!);
}

/** Reads the policies some cases run on, once each. @returns the policy of one of those cases */
export async function readPoliciesOf(
  tx: Transaction,
  accountId: string,
  cases: readonly RunsOn[],
): Promise<(one: RunsOn) => PolicyVersion> {
  const wanted = [...new Map(cases.map((one) => [nameOf(one), one])).values()];
  if (wanted.length === 0) return () => never();
  const rows = await tx.query<Row>(
    `${VERSIONS} join unnest($2::uuid[], $3::int[]) as w(policy_id, version) on w.policy_id = v.policy_id and w.version = v.version
      where v.account_id = $1`,
    [accountId, wanted.map((one) => one.policy_id), wanted.map((one) => one.policy_version)],
  );
  const known = new Map(
    rows.map((row) => [nameOf({ ...row, policy_version: row.version }), toPolicy(row)]),
  );
  return (one) => known.get(nameOf(one)) ?? never();
}

const nameOf = (one: RunsOn): string => `${one.policy_id} ${one.policy_version}`;

/** A foreign key keeps this from happening. */
function never(): never {
  throw new Error('a case runs on a policy that is not there');
}

function toPolicy(row: Row): PolicyVersion {
  return {
    policyId: row.policy_id,
    version: row.version,
    stages: row.stages.map(toStage),
    releaseMode: row.release_mode,
    minGapDays: row.min_gap_days,
    caseOpensOffsetDays: row.case_opens_offset_days,
  };
}

function toStage(row: StageRow): Stage {
  return {
    ...row,
    minimumAmounts: row.minimumAmounts.map(({ minor, currency }) => money(BigInt(minor), currency)),
  };
}
