import { randomUUID } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';

import { ProviderError } from '@invoicetracker/provider-kit';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ProviderCalls } from '../provider-calls.js';
import { checkedCredentials } from './checked-credentials.js';
import type { ConnectionTestView } from './connections.dto.js';
import { StoredKey } from './stored-key.js';

/** Somebody is waiting in front of the screen. */
const PATIENCE = { maxWaitMs: 5_000, retries: 1 };

/** Asks the provider whether a key works, before or after it is stored. */
@Injectable()
export class TestConnection {
  private readonly logger = new Logger('providers');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /**
   * Tries credentials that are not stored yet.
   *
   * @throws DomainError naming each field that is wrong
   */
  async credentials(
    scope: AccountScope,
    provider: ProviderName,
    given: Readonly<Record<string, unknown>>,
  ): Promise<ConnectionTestView> {
    const { provider: connector, context } = this.calls.open(
      provider,
      checkedCredentials(provider, given),
      { ...PATIENCE, accountId: scope.accountId },
    );
    try {
      const { companyName } = await connector.testConnection(context);
      return { ok: true, companyName, problem: null };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const reference = randomUUID();
      this.logger.warn(
        { reference, accountId: scope.accountId, provider, code: error.code, status: error.status },
        'connection test failed',
      );
      return {
        ok: false,
        companyName: null,
        problem: { code: error.code, actor: error.actor, detail: error.message, reference },
      };
    }
  }

  /** Tries the stored key and keeps the result. A key that works again makes the connection active. */
  async stored(scope: AccountScope, connectionId: string): Promise<ConnectionTestView> {
    const connection = await this.tenancy.inAccount(scope, (tx) =>
      this.keys.open(tx, scope, connectionId),
    );
    const result = await this.credentials(scope, connection.provider, connection.credentials);
    const now = this.clock.now();
    const isRefused = result.problem?.actor === 'reconnect';
    await this.tenancy.inAccount(scope, async (tx) => {
      await tx.execute(
        `update connections
            set last_tested_at = $3, last_test_ok = $4,
                state = case when $4 and state = 'needs_reconnect' then 'active'
                             when $5 and state = 'active' then 'needs_reconnect' else state end
          where account_id = $1 and id = $2`,
        [scope.accountId, connectionId, now, result.ok, isRefused],
      );
      await audit(tx, scope, now, {
        action: 'connection.tested',
        objectKind: 'connection',
        objectId: connectionId,
        after: { ok: result.ok, code: result.problem?.code ?? null },
      });
    });
    return result;
  }
}
