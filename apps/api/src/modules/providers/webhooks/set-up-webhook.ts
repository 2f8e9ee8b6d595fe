import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import { WebhookSecret } from './webhook-secret.js';

/** 256 bits, in characters that any form takes. */
const OUR_SECRET_BYTES = 32;

/** Gives a connection an address that its provider may call, and takes it away. */
@Injectable()
export class SetUpWebhook {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly secrets: WebhookSecret,
  ) {}

  /**
   * Makes the address, or gives the one there is a new secret.
   *
   * @param given the provider's secret, where it makes them up; it may come later than the address
   * @returns the secret we made up, where that is ours to do
   * @throws NotFound, or Invalid where the provider sends nothing, or makes no secrets up
   */
  execute(
    scope: AccountScope,
    connectionId: string,
    given: string | undefined,
  ): Promise<string | null> {
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      const provider = await providerOf(tx, scope, connectionId);
      const rules = CONNECTORS[provider].webhookRules;
      if (rules === undefined)
        throw new Invalid('no-webhooks', 'This provider does not call by itself.');
      if (given !== undefined && rules.secretFrom === 'us') throw secretIsOurs();
      const ours =
        rules.secretFrom === 'us' ? randomBytes(OUR_SECRET_BYTES).toString('base64url') : null;
      const webhookId = await this.keep(tx, scope, connectionId, now);
      const secret = ours ?? given;
      if (secret !== undefined)
        await tx.execute(
          'update provider_webhooks set sealed_secret = $3 where account_id = $1 and id = $2',
          [scope.accountId, webhookId, this.secrets.seal(scope.accountId, webhookId, secret)],
        );
      await audit(tx, scope, now, {
        action: 'webhook.set',
        objectKind: 'connection',
        objectId: connectionId,
        after: { isSecretNew: secret !== undefined },
      });
      return ours;
    });
  }

  /** @throws NotFound */
  remove(scope: AccountScope, connectionId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await providerOf(tx, scope, connectionId);
      const gone = await tx.execute(
        'delete from provider_webhooks where account_id = $1 and connection_id = $2',
        [scope.accountId, connectionId],
      );
      if (gone === 0) return;
      await audit(tx, scope, this.clock.now(), {
        action: 'webhook.removed',
        objectKind: 'connection',
        objectId: connectionId,
      });
    });
  }

  private async keep(
    tx: Transaction,
    scope: AccountScope,
    connectionId: string,
    now: Date,
  ): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `insert into provider_webhooks (account_id, connection_id, made_at) values ($1, $2, $3)
       on conflict (account_id, connection_id) do update set made_at = excluded.made_at returning id`,
      [scope.accountId, connectionId, now],
    );
    return row!.id;
  }
}

async function providerOf(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<ProviderName> {
  const row = await tx.one<{ provider: ProviderName }>(
    'select provider from connections where account_id = $1 and id = $2 for update',
    [scope.accountId, connectionId],
  );
  if (row === undefined) throw new NotFound('connection');
  return row.provider;
}

function secretIsOurs(): Invalid {
  return new Invalid('secret-is-ours', 'For this provider we make the secret up; leave it out.', [
    { field: 'secret', code: 'secret-is-ours', message: 'secret is made up by us' },
  ]);
}
