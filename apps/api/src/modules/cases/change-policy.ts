import { Injectable } from '@nestjs/common';

import {
  checkPolicy,
  DEFAULT_STAGES,
  type DunningPolicy,
  PLAIN_STAGE,
  type Stage,
} from '@invoicetracker/dunning';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Invalid, Stale } from '../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import { readPolicy } from './dunning-policy.reader.js';
import { policyProblemFields } from './policy-problem-fields.js';
import type { PolicyBody, PolicyView } from './policy.dto.js';

/** The stages there are texts for; a policy switches them on and off and moves their days. */
const KNOWN_KEYS = new Set(DEFAULT_STAGES.map((stage) => stage.key));

/** Saves a new version of the account's policy. Versions before it are kept. */
@Injectable()
export class ChangePolicy {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  show(scope: AccountScope): Promise<PolicyView> {
    return this.tenancy.inAccount(scope, async (tx) =>
      toView(await readPolicy(tx, scope.accountId)),
    );
  }

  /** @throws Stale, or Invalid `policy-does-not-hold` naming each field */
  execute(scope: AccountScope, version: number, body: PolicyBody): Promise<PolicyView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readPolicy(tx, scope.accountId);
      if (before.version !== version) throw new Stale();
      const policy = policyOf(body, before);
      requireSound(policy);
      const now = this.clock.wallNow();
      await insertVersion(tx, scope, before.policyId, version + 1, policy, now);
      const touched = await tx.execute(
        'update policies set current_version = $3 where account_id = $1 and id = $2 and current_version = $4',
        [scope.accountId, before.policyId, version + 1, version],
      );
      if (touched === 0) throw new Stale();
      await lookAtEveryCaseAgain(tx, scope, await this.day.today(tx, scope));
      const after = toView(await readPolicy(tx, scope.accountId));
      await audit(tx, scope, now, {
        action: 'policy.changed',
        objectKind: 'policy',
        objectId: before.policyId,
        before: toView(before),
        after,
      });
      return after;
    });
  }
}

/** What the body does not speak of stays as it is. */
function policyOf(body: PolicyBody, before: DunningPolicy): DunningPolicy {
  const known = new Map(before.stages.map((stage) => [stage.key, stage]));
  return {
    ...body,
    releaseMode: before.releaseMode,
    stages: body.stages.map((stage, index) => ({
      ...PLAIN_STAGE,
      ...known.get(stage.key),
      ...stage,
      position: index + 1,
    })),
  };
}

function requireSound(policy: DunningPolicy): void {
  const unknown = policy.stages.filter((stage) => !KNOWN_KEYS.has(stage.key));
  const problems = [
    ...unknown.map((stage) => ({
      field: `stages.${policy.stages.indexOf(stage)}.key`,
      code: 'unknown-stage',
      message: `there is no stage "${stage.key}"`,
    })),
    ...policyProblemFields(checkPolicy(policy), policy.stages),
  ];
  if (problems.length > 0)
    throw new Invalid(
      'policy-does-not-hold',
      'The stages do not hold together. Check the marked days.',
      problems,
    );
}

async function insertVersion(
  tx: Transaction,
  scope: AccountScope,
  policyId: string,
  version: number,
  policy: DunningPolicy,
  now: Date,
): Promise<void> {
  await tx.execute(
    `insert into policy_versions (account_id, policy_id, version, case_opens_offset_days, min_gap_days, release_mode, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
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
                         minimum_amounts, sender_kind, attachments)
     select $1, $2, $3, s.*
       from jsonb_to_recordset($4) as s(key text, position int, "offsetDays" int, audience text, "isEnabled" boolean, channel text,
                                        "needsApproval" boolean, "minimumAmounts" jsonb, "senderKind" text, attachments text[])
     on conflict do nothing`,
    [scope.accountId, policyId, version, JSON.stringify(policy.stages.map(stageColumns))],
  );
}

/** An amount keeps every digit as text. */
function stageColumns(stage: Stage): object {
  return {
    ...stage,
    minimumAmounts: stage.minimumAmounts.map(({ minor, currency }) => ({
      minor: minor.toString(),
      currency,
    })),
  };
}

/** Days may have moved nearer, and finished plans may have a stage more: the next run decides them all. */
async function lookAtEveryCaseAgain(
  tx: Transaction,
  scope: AccountScope,
  today: string,
): Promise<void> {
  await tx.execute(
    `insert into case_schedule (account_id, case_id, client_id, next_on, reason)
     select account_id, id, client_id, $2, 'policy-changed' from cases where account_id = $1 and state = 'active'
     on conflict (account_id, case_id) do update set next_on = least(case_schedule.next_on, excluded.next_on), reason = excluded.reason`,
    [scope.accountId, today],
  );
}

function toView(policy: DunningPolicy & { version: number }): PolicyView {
  return {
    version: policy.version,
    caseOpensOffsetDays: policy.caseOpensOffsetDays,
    minGapDays: policy.minGapDays,
    stages: policy.stages.map(({ key, position, offsetDays, isEnabled, audience }) => ({
      key,
      position,
      offsetDays,
      isEnabled,
      audience,
    })),
  };
}
