import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Ends a key: the next call with it is refused. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Revoking a revoked key changes nothing. @throws NotFound */
  execute(scope: AccountScope, apiKeyId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const key = await tx.one<{ name: string; revoked_at: Date | null }>(
        'select name, revoked_at from api_keys where account_id = $1 and id = $2 for update',
        [scope.accountId, apiKeyId],
      );
      if (key === undefined) throw new NotFound('API key');
      if (key.revoked_at !== null) return;
      await tx.execute('update api_keys set revoked_at = $3 where account_id = $1 and id = $2', [
        scope.accountId,
        apiKeyId,
        now,
      ]);
      await audit(tx, scope, now, {
        action: 'api-key.revoked',
        objectKind: 'api-key',
        objectId: apiKeyId,
        before: { name: key.name },
      });
    });
  }
}
