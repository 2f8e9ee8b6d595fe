import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { ProviderName } from '../../../config/provider-names.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { checkedCredentials } from './checked-credentials.js';
import { StoredKey } from './stored-key.js';

export interface NewConnection {
  readonly provider: ProviderName;
  readonly name: string;
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** Links an account to a provider. The key is sealed before it is stored. */
@Injectable()
export class CreateConnection {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
  ) {}

  /**
   * @returns the connection's id
   * @throws DomainError naming each field of the credentials that is wrong, or Invalid where the account has the
   *   provider switched off
   */
  async execute(scope: AccountScope, connection: NewConnection): Promise<string> {
    const credentials = checkedCredentials(connection.provider, connection.credentials);
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      await requireSwitchedOn(tx, scope, connection.provider);
      const { id } = (await tx.one<{ id: string }>('select uuidv7() as id'))!;
      await tx.execute(
        `insert into connections (account_id, id, provider, name, sealed_key, key_set_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6, $6)`,
        [
          scope.accountId,
          id,
          connection.provider,
          connection.name,
          this.keys.seal(scope, id, credentials),
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

async function requireSwitchedOn(
  tx: Transaction,
  scope: AccountScope,
  provider: ProviderName,
): Promise<void> {
  const off = await tx.one(
    'select 1 from account_features where account_id = $1 and feature = $2 and not is_on',
    [scope.accountId, provider],
  );
  if (off !== undefined)
    throw new Invalid('provider-off', 'This account has this provider switched off.', [
      { field: 'provider', code: 'provider-off', message: 'provider is switched off here' },
    ]);
}
