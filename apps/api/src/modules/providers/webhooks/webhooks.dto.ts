import { IsString, IsUUID, Length } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';

export class WebhookCallParams {
  @IsUUID()
  webhookId: string;
}

export class WebhookBody {
  /** The secret the provider made up; only where it is the provider that does. It is never sent back. */
  @Omittable()
  @IsString()
  @Length(8, 200)
  secret?: string;
}

export class WebhookView {
  /** False: this provider sends nothing by itself. */
  isOffered: boolean;
  /** What to enter at the provider; null as long as none is set up. */
  url: string | null;
  /** Who makes the secret up; null where nothing is offered. */
  secretFrom: 'provider' | 'us' | null;
  /** The vendor's page that says where to enter it. */
  helpUrl: string | null;
  hasSecret: boolean;
  /** When the provider tried the address out, where it does. */
  confirmedAt: string | null;
  lastEventAt: string | null;
  /** Calls whose signature or secret did not fit. */
  refusedCount: number;
  lastRefusedAt: string | null;
}

export class NewWebhookView extends WebhookView {
  /** The secret we made up, this once; null where the provider does. */
  secret: string | null;
}
