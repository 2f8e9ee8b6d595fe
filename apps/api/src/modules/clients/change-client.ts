import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { NotFound, Stale } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { ClientDetails, ClientPatch } from './clients.dto.js';

/** What people say of a client: kept apart from what its provider says, which every sync writes anew. */
@Injectable()
export class ChangeClient {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  show(scope: AccountScope, clientId: string): Promise<ClientDetails> {
    return this.tenancy.inAccount(scope, (tx) => readClient(tx, scope.accountId, clientId));
  }

  /** @throws NotFound or Stale */
  execute(
    scope: AccountScope,
    clientId: string,
    version: number,
    patch: ClientPatch,
  ): Promise<ClientDetails> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readClient(tx, scope.accountId, clientId);
      if (Object.values(patch).every((value) => value === undefined)) return before;
      const { claimKind = before.claimKind, isNoticePerInvoice = before.isNoticePerInvoice } =
        patch;
      const touched = await tx.execute(
        `update clients set claim_kind = $3, is_notice_per_invoice = $4, version = version + 1
          where account_id = $1 and id = $2 and version = $5`,
        [scope.accountId, clientId, claimKind, isNoticePerInvoice, version],
      );
      if (touched === 0) throw new Stale();
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'client.changed',
        objectKind: 'client',
        objectId: clientId,
        before: { claimKind: before.claimKind, isNoticePerInvoice: before.isNoticePerInvoice },
        after: { claimKind, isNoticePerInvoice },
      });
      return readClient(tx, scope.accountId, clientId);
    });
  }
}

async function readClient(
  tx: Transaction,
  accountId: string,
  clientId: string,
): Promise<ClientDetails> {
  const client = await tx.one<ClientDetails>(
    `select id, name, tax_number as "taxNumber", claim_kind as "claimKind", is_notice_per_invoice as "isNoticePerInvoice", version from clients where account_id = $1 and id = $2`,
    [accountId, clientId],
  );
  if (client === undefined) throw new NotFound('client');
  return client;
}
