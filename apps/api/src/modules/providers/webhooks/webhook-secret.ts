import { Injectable } from '@nestjs/common';

import { Sealer } from '../../../platform/sealing/sealer.js';

/** Seals and opens what a firm and its provider agreed on. */
@Injectable()
export class WebhookSecret {
  constructor(private readonly sealer: Sealer) {}

  seal(accountId: string, webhookId: string, secret: string): string {
    return this.sealer.seal(secret, placeOf(accountId, webhookId));
  }

  /** @throws CannotUnseal */
  open(accountId: string, webhookId: string, sealed: string): string {
    return this.sealer.unseal(sealed, placeOf(accountId, webhookId));
  }
}

function placeOf(accountId: string, webhookId: string) {
  return { accountId, table: 'provider_webhooks', column: 'sealed_secret', rowId: webhookId };
}
