import { Injectable } from '@nestjs/common';

import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Sealer, type SealPlace } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { ProviderName } from '../provider-registry.js';

/** A connection with its key in the open: for the moment of a call, never for an answer or a log. */
export interface UnsealedConnection {
  readonly id: string;
  readonly provider: ProviderName;
  readonly state: 'active' | 'paused' | 'needs_reconnect';
  readonly apiKey: string;
}

/** Seals and opens the keys of connections. */
@Injectable()
export class StoredKey {
  constructor(private readonly sealer: Sealer) {}

  seal(scope: AccountScope, connectionId: string, apiKey: string): string {
    return this.sealer.seal(apiKey, placeOf(scope, connectionId));
  }

  /** @throws NotFound */
  async open(
    tx: Transaction,
    scope: AccountScope,
    connectionId: string,
  ): Promise<UnsealedConnection> {
    const row = await tx.one<Omit<UnsealedConnection, 'apiKey'> & { sealed_key: string }>(
      `select id, provider, case when account_works($1, provider) then state else 'paused' end as state, sealed_key
         from connections where account_id = $1 and id = $2`,
      [scope.accountId, connectionId],
    );
    if (row === undefined) throw new NotFound('connection');
    const { sealed_key, ...connection } = row;
    return { ...connection, apiKey: this.sealer.unseal(sealed_key, placeOf(scope, connectionId)) };
  }
}

function placeOf(scope: AccountScope, connectionId: string): SealPlace {
  return {
    accountId: scope.accountId,
    table: 'connections',
    column: 'sealed_key',
    rowId: connectionId,
  };
}
