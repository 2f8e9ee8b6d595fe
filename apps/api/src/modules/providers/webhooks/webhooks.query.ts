import { Inject, Injectable } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import type { ProviderName } from '../../../config/provider-names.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import type { WebhookView } from './webhooks.dto.js';

interface WebhookRow {
  readonly provider: ProviderName;
  readonly id: string | null;
  readonly has_secret: boolean;
  readonly confirmed_at: Date | null;
  readonly last_event_at: Date | null;
  readonly refused_count: number | null;
  readonly last_refused_at: Date | null;
}

/** What is set up for a connection's provider to tell us by itself. */
@Injectable()
export class WebhooksQuery {
  constructor(
    private readonly tenancy: Tenancy,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws NotFound */
  async one(scope: AccountScope, connectionId: string): Promise<WebhookView> {
    const [row] = await this.tenancy.inAccountOnce<WebhookRow>(
      scope,
      `select c.provider, w.id, w.sealed_secret is not null as has_secret, w.confirmed_at, w.last_event_at, w.refused_count, w.last_refused_at
         from connections c left join provider_webhooks w on w.account_id = c.account_id and w.connection_id = c.id
        where c.account_id = $1 and c.id = $2`,
      [scope.accountId, connectionId],
    );
    if (row === undefined) throw new NotFound('connection');
    const rules = CONNECTORS[row.provider].webhookRules;
    return {
      isOffered: rules !== undefined,
      url: row.id === null ? null : this.addressOf(row.id),
      secretFrom: rules?.secretFrom ?? null,
      helpUrl: rules?.helpUrl ?? null,
      hasSecret: row.has_secret,
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      lastEventAt: row.last_event_at?.toISOString() ?? null,
      refusedCount: row.refused_count ?? 0,
      lastRefusedAt: row.last_refused_at?.toISOString() ?? null,
    };
  }

  private addressOf(webhookId: string): string {
    return new URL(`/api/v1/webhooks/${webhookId}`, this.settings.PUBLIC_URL).href;
  }
}
