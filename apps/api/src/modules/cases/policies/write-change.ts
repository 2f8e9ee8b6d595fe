import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound, Stale } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readPoliciesOf } from '../dunning-policy.reader.js';
import type { Target, WantedChange, WrittenChange } from './wanted-change.js';
import { writeStageNames } from './stage-names.js';
import { writeVersion } from './write-version.js';

/**
 * Writes a change, and says which cases it reaches; none of them is moved yet.
 *
 * @throws NotFound, Stale, Invalid `policy-does-not-hold`
 */
export async function writeChange(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  wanted: WantedChange,
): Promise<WrittenChange> {
  switch (wanted.kind) {
    case 'version':
      return writeNewVersion(tx, scope, now, wanted);
    case 'assignment':
      return writeAssignment(tx, scope, now, wanted.target, wanted.policyId);
    case 'default':
      return writeDefault(tx, scope, wanted.policyId);
  }
}

interface PolicyRow {
  name: string;
  current_version: number;
  revision: number;
  last_version: number;
  is_default: boolean;
}

/** Two people never change one policy at once. @throws NotFound */
export async function lockPolicy(
  tx: Transaction,
  accountId: string,
  policyId: string,
): Promise<PolicyRow> {
  const row = await tx.one<PolicyRow>(
    `select p.name, p.current_version, p.revision, p.is_default,
            (select max(v.version) from policy_versions v where v.account_id = p.account_id and v.policy_id = p.id) as last_version
       from policies p where p.account_id = $1 and p.id = $2 and p.retired_at is null for update`,
    [accountId, policyId],
  );
  if (row === undefined) throw new NotFound('policy');
  return row;
}

async function writeNewVersion(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  wanted: WantedChange & { kind: 'version' },
): Promise<WrittenChange> {
  const { policyId } = wanted;
  const row = await lockPolicy(tx, scope.accountId, policyId);
  if (wanted.revision !== null && wanted.revision !== row.revision) throw new Stale();
  const inForce = { policy_id: policyId, policy_version: row.current_version };
  const before = (await readPoliciesOf(tx, scope.accountId, [inForce]))(inForce);
  const version = row.last_version + 1;
  await writeVersion(tx, scope, now, policyId, version, wanted.policyOf(before));
  await writeStageNames(tx, scope.accountId, wanted.stageNames);
  await tx.execute(
    `update policies set current_version = $3, name = $4, revision = revision + 1 where account_id = $1 and id = $2`,
    [scope.accountId, policyId, version, wanted.name],
  );
  return {
    kind: 'version',
    policyId,
    before: { version: row.current_version, name: row.name },
    after: { version, name: wanted.name },
    reach: { kind: 'policy', id: policyId },
  };
}

async function writeAssignment(
  tx: Transaction,
  scope: AccountScope,
  now: Date,
  target: Target,
  policyId: string | null,
): Promise<WrittenChange> {
  const name = await nameOfTarget(tx, scope.accountId, target);
  if (policyId !== null) await lockPolicy(tx, scope.accountId, policyId);
  const former = await tx.one<{ policy_id: string }>(
    `delete from policy_assignments where account_id = $1 and ${target.kind}_id = $2 returning policy_id`,
    [scope.accountId, target.id],
  );
  if (policyId === null && former === undefined) throw new NotFound('assignment');
  await assign(tx, scope.accountId, now, target, policyId);
  return {
    kind: 'assignment',
    policyId: policyId ?? former!.policy_id,
    before: { target, name, policyId: former?.policy_id ?? null },
    after: { target, name, policyId },
    reach: target,
  };
}

/** Puts a policy in the place of nothing; null leaves it at nothing. */
export async function assign(
  tx: Transaction,
  accountId: string,
  now: Date,
  target: Target,
  policyId: string | null,
): Promise<void> {
  if (policyId === null) return;
  await tx.execute(
    `insert into policy_assignments (account_id, policy_id, ${target.kind}_id, created_at) values ($1, $2, $3, $4)`,
    [accountId, policyId, target.id, now],
  );
}

const NAME_OF: Record<Target['kind'], string> = {
  group: 'select name from client_groups where account_id = $1 and id = $2',
  client: 'select name from clients where account_id = $1 and id = $2',
  invoice: 'select number as name from invoices where account_id = $1 and id = $2',
};

async function nameOfTarget(tx: Transaction, accountId: string, target: Target): Promise<string> {
  const row = await tx.one<{ name: string }>(NAME_OF[target.kind], [accountId, target.id]);
  if (row === undefined) throw new NotFound(target.kind);
  return row.name;
}

async function writeDefault(
  tx: Transaction,
  scope: AccountScope,
  policyId: string,
): Promise<WrittenChange> {
  const row = await lockPolicy(tx, scope.accountId, policyId);
  if (row.is_default)
    throw new DomainError('conflict', 'default-already', 'This policy is the default already.');
  const former = await makeDefault(tx, scope.accountId, policyId);
  return {
    kind: 'default',
    policyId,
    before: { policyId: former },
    after: { policyId },
    reach: { kind: 'everybody' },
  };
}

/** @returns the policy that was the default */
export async function makeDefault(
  tx: Transaction,
  accountId: string,
  policyId: string,
): Promise<string> {
  const former = await tx.one<{ id: string }>(
    `update policies set is_default = false, revision = revision + 1 where account_id = $1 and is_default returning id`,
    [accountId],
  );
  await tx.execute(
    'update policies set is_default = true, revision = revision + 1 where account_id = $1 and id = $2',
    [accountId, policyId],
  );
  return former!.id;
}
