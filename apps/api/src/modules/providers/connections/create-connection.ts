import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { ProviderName } from '../provider-registry.js';
import { StoredKey } from './stored-key.js';

export interface NewConnection {
  readonly provider: ProviderName;
  readonly name: string;
  readonly apiKey: string;
}

/** Links an account to a provider. The key is sealed before it is stored. */
@Injectable()
export class CreateConnection {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
  ) {}

  /** @returns the connection's id */
  execute(scope: AccountScope, connection: NewConnection): Promise<string> {
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      const { id } = (await tx.one<{ id: string }>('select uuidv7() as id'))!;
      await tx.execute(
        `insert into connections (account_id, id, provider, name, sealed_key, key_set_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6, $6)`,
        [
          scope.accountId,
          id,
          connection.provider,
          connection.name,
          this.keys.seal(scope, id, connection.apiKey),
          now,
        ],
      );
      await audit(tx, scope, now, {
        action: 'connection.created',
        objectKind: 'connection',
        objectId: id,
        after: { provider: connection.provider, name: connection.name },
      });
      return id;
    });
  }
}
