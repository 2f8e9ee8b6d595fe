import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/domain-error.js';
import type { AccountScope, Role } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

/** Makes a person a member of an account, or changes the role they have there. */
@Injectable()
export class AddMember {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async execute(accountId: string, userId: string, role: Role): Promise<void> {
    const scope: AccountScope = { accountId, actor: { kind: 'command' } };
    await this.tenancy.inAccount(scope, async (tx) => {
      if ((await tx.one('select id from accounts where id = $1', [accountId])) === undefined)
        throw new NotFound('account');
      const now = this.clock.wallNow();
      await tx.execute(
        `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, $3, $4)
         on conflict (account_id, user_id) do update set role = excluded.role`,
        [accountId, userId, role, now],
      );
      await audit(tx, scope, now, {
        action: 'member.added',
        objectKind: 'user',
        objectId: userId,
        after: { role },
      });
    });
  }
}
