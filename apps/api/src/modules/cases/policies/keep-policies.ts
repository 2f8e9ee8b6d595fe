import { Injectable } from '@nestjs/common';

import { type DunningPolicy, policyPreset } from '@invoicetracker/dunning';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readPolicy } from '../dunning-policy.reader.js';
import type { NewPolicyBody, PolicyView } from './policies.dto.js';
import { readPolicyView } from './policy-view.js';
import { lockPolicy } from './write-change.js';
import { writeVersion } from './write-version.js';

/** Adds a policy, which is nobody's until it is assigned, and takes one away that is nobody's any more. */
@Injectable()
export class KeepPolicies {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  add(scope: AccountScope, { name, preset }: NewPolicyBody): Promise<PolicyView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const policy: DunningPolicy =
        preset === 'default' ? await readPolicy(tx, scope.accountId) : policyPreset(preset);
      const { id } = (await tx.one<{ id: string }>(
        'insert into policies (account_id, name, created_at) values ($1, $2, $3) returning id',
        [scope.accountId, name, now],
      ))!;
      await writeVersion(tx, scope, now, id, 1, policy);
      await audit(tx, scope, now, {
        action: 'policy.added',
        objectKind: 'policy',
        objectId: id,
        after: { name, preset },
      });
      return readPolicyView(tx, scope.accountId, id);
    });
  }

  /** Cases that run on it go on to their end. @throws NotFound, or DomainError `policy-in-use` */
  retire(scope: AccountScope, policyId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const row = await lockPolicy(tx, scope.accountId, policyId);
      const assigned = await tx.one(
        'select 1 from policy_assignments where account_id = $1 and policy_id = $2 limit 1',
        [scope.accountId, policyId],
      );
      if (row.is_default || assigned !== undefined)
        throw new DomainError(
          'conflict',
          'policy-in-use',
          'Give its clients another policy first; the default cannot be removed.',
        );
      await tx.execute(
        'update policies set retired_at = $3, revision = revision + 1 where account_id = $1 and id = $2',
        [scope.accountId, policyId, now],
      );
      await audit(tx, scope, now, {
        action: 'policy.retired',
        objectKind: 'policy',
        objectId: policyId,
        before: { name: row.name },
      });
    });
  }
}
