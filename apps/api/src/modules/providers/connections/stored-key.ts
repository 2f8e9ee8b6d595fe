import { Injectable } from '@nestjs/common';

import type { Credentials } from '@invoicetracker/provider-kit';

import type { ProviderName } from '../../../config/provider-names.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { ReadState } from '../freshness/staleness.js';
import { Sealer, type SealPlace } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** A connection with its credentials in the open: for the moment of a call, never for an answer or a log. */
export interface UnsealedConnection extends ReadState {
  readonly id: string;
  readonly provider: ProviderName;
  readonly credentials: Credentials;
  /** An admin has said that payments are recorded here, where the provider never hears of them. */
  readonly arePaymentsKeptHere: boolean;
}

/** Seals and opens the credentials of connections. */
@Injectable()
export class StoredKey {
  constructor(private readonly sealer: Sealer) {}

  seal(scope: AccountScope, connectionId: string, credentials: Credentials): string {
    return this.sealer.seal(JSON.stringify(credentials), placeOf(scope, connectionId));
  }

  /** @throws NotFound, CannotUnseal */
  async open(
    tx: Transaction,
    scope: AccountScope,
    connectionId: string,
  ): Promise<UnsealedConnection> {
    const row = await tx.one<Omit<UnsealedConnection, 'credentials'> & { sealed_key: string }>(
      `select c.id, c.provider, case when account_works($1, c.provider) then c.state else 'paused' end as state, c.sealed_key,
              c.payments_kept_at is not null as "arePaymentsKeptHere", c.last_good_sync_at as "lastGoodSyncAt", c.failed_runs as "failedRuns",
              a.freshness_minutes as "freshnessMinutes", a.sync_every_minutes as "syncEveryMinutes"
         from connections c join accounts a on a.id = c.account_id where c.account_id = $1 and c.id = $2`,
      [scope.accountId, connectionId],
    );
    if (row === undefined) throw new NotFound('connection');
    const { sealed_key, ...connection } = row;
    return { ...connection, credentials: this.unseal(scope, connectionId, sealed_key) };
  }

  /** @throws CannotUnseal */
  unseal(scope: AccountScope, connectionId: string, sealed: string): Credentials {
    return credentialsOf(this.sealer.unseal(sealed, placeOf(scope, connectionId)));
  }
}

/** What was sealed when inFakt was the only provider is its bare key. */
function credentialsOf(opened: string): Credentials {
  return opened.startsWith('{') ? (JSON.parse(opened) as Credentials) : { apiKey: opened };
}

function placeOf(scope: AccountScope, connectionId: string): SealPlace {
  return {
    accountId: scope.accountId,
    table: 'connections',
    column: 'sealed_key',
    rowId: connectionId,
  };
}
