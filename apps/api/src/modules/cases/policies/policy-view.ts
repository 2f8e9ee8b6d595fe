import type { Stage } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { moneyOf } from '../../../platform/http/money.dto.js';
import { readPoliciesOf } from '../dunning-policy.reader.js';
import type { PolicyView, StageView } from './policies.dto.js';
import { readStageNames } from './stage-names.js';

/** A policy in the version in force. @throws NotFound */
export async function readPolicyView(
  tx: Transaction,
  accountId: string,
  policyId: string,
): Promise<PolicyView> {
  const row = await tx.one<Pick<PolicyView, 'name' | 'isDefault' | 'version' | 'revision'>>(
    `select name, is_default as "isDefault", current_version as version, revision
       from policies where account_id = $1 and id = $2 and retired_at is null`,
    [accountId, policyId],
  );
  if (row === undefined) throw new NotFound('policy');
  const runsOn = { policy_id: policyId, policy_version: row.version };
  const policy = (await readPoliciesOf(tx, accountId, [runsOn]))(runsOn);
  const names = await readStageNames(tx, accountId);
  return {
    id: policyId,
    ...row,
    caseOpensOffsetDays: policy.caseOpensOffsetDays,
    minGapDays: policy.minGapDays,
    releaseMode: policy.releaseMode,
    stages: policy.stages.map((stage) => stageView(stage, names.get(stage.key) ?? null)),
  };
}

function stageView(stage: Stage, name: string | null): StageView {
  const { key, position, offsetDays, isEnabled, audience, channel, senderKind } = stage;
  return {
    key,
    name,
    position,
    offsetDays,
    isEnabled,
    audience,
    channel,
    senderKind,
    needsApproval: stage.needsApproval,
    minimumAmounts: stage.minimumAmounts.map(({ minor, currency }) => moneyOf(minor, currency)),
    attachments: [...stage.attachments],
    interest: stage.interest,
    compensation: stage.compensation,
  };
}
