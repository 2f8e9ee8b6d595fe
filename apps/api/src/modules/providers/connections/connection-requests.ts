import { Inject, Injectable } from '@nestjs/common';

import type { Credentials } from '@invoicetracker/provider-kit';

import type { Settings } from '../../../config/env.js';
import type { ProviderName } from '../../../config/provider-names.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { CannotUnseal } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ProviderCalls } from '../provider-calls.js';
import type { RequestsView } from './connections.dto.js';
import { StoredKey } from './stored-key.js';

interface SealedConnection {
  readonly id: string;
  readonly provider: ProviderName;
  readonly sealed_key: string;
}

/** What a provider allows a connection, and how much of it is spent. Which limits count, its key says. */
@Injectable()
export class ConnectionRequests {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
  ) {}

  /** @returns null when the stored key cannot be opened */
  async of(scope: AccountScope, connection: SealedConnection): Promise<RequestsView | null> {
    const credentials = this.opened(scope, connection);
    if (credentials === null) return null;
    const { limit, spent, quietUntil } = await this.calls.budget(
      connection.provider,
      credentials,
      scope.accountId,
    );
    return {
      allowedPerRun: this.settings.SYNC_READS_PER_RUN,
      allowed: limit.count,
      perSeconds: limit.perSeconds,
      spent: Math.round(spent * 100) / 100,
      quietUntil: quietUntil && this.clock.onCalendar(quietUntil).toISOString(),
    };
  }

  private opened(scope: AccountScope, { id, sealed_key }: SealedConnection): Credentials | null {
    try {
      return this.keys.unseal(scope, id, sealed_key);
    } catch (error) {
      if (error instanceof CannotUnseal) return null;
      throw error;
    }
  }
}
