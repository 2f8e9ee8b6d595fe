import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Puts rows out of sight until they change at the provider, or takes that back. Solved ones stay solved. */
@Injectable()
export class IgnoreRows {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when one of them is not there; then none is changed */
  execute(
    scope: AccountScope,
    issueIds: readonly string[],
    state: 'ignored' | 'open',
  ): Promise<void> {
    const ids = [...new Set(issueIds)].sort();
    return this.tenancy.inAccount(scope, async (tx) => {
      const found = await tx.query(
        'select id from sync_issues where account_id = $1 and id = any ($2::uuid[]) order by id for update',
        [scope.accountId, ids],
      );
      if (found.length < ids.length) throw new NotFound('row that was set aside');
      const changed = await tx.query<{ id: string }>(
        `update sync_issues set state = $3 where account_id = $1 and id = any ($2::uuid[]) and state not in ($3, 'solved') returning id`,
        [scope.accountId, ids, state],
      );
      if (changed.length === 0) return;
      await audit(tx, scope, this.clock.now(), {
        action: state === 'ignored' ? 'sync-rows.ignored' : 'sync-rows.reopened',
        objectKind: 'sync-issue',
        objectId: changed.length === 1 ? changed[0]!.id : null,
        after: { issueIds: changed.map(({ id }) => id) },
      });
    });
  }
}
