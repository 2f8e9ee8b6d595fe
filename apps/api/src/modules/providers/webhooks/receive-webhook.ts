import { Injectable, Logger } from '@nestjs/common';

import type { InvoiceRef, WebhookCall } from '@invoicetracker/provider-kit';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, NotFound } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { type AccountScope, systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import { WebhookSecret } from './webhook-secret.js';

interface Target {
  readonly account_id: string;
  readonly connection_id: string;
  readonly provider: ProviderName;
  readonly sealed_secret: string | null;
}

interface Addressed {
  readonly scope: AccountScope;
  readonly webhookId: string;
  readonly connectionId: string;
}

/**
 * Takes what a provider sends: believes nothing but that it is the provider, and that some documents are
 * worth a look. The looking is a job; the answer is quick.
 */
@Injectable()
export class ReceiveWebhook {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly secrets: WebhookSecret,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * @returns what the provider is answered with
   * @throws NotFound, or DomainError `webhook-refused`
   */
  async execute(webhookId: string, call: WebhookCall): Promise<unknown> {
    const target = await this.tenancy.ask<Target>('select * from system_webhook($1)', [webhookId]);
    const read = target && CONNECTORS[target.provider].readWebhook;
    if (target === undefined || read === undefined) throw new NotFound('webhook');
    const scope = systemScope(target.account_id);
    const to = { scope, webhookId, connectionId: target.connection_id };
    const secret =
      target.sealed_secret === null
        ? null
        : this.secrets.open(target.account_id, webhookId, target.sealed_secret);
    const meaning = read.call(CONNECTORS[target.provider], call, secret);
    switch (meaning.kind) {
      case 'refused':
        await this.noteRefused(to);
        throw new DomainError('unauthenticated', 'webhook-refused', 'The signature does not fit.');
      case 'challenge':
        await this.mark(to, 'confirmed_at');
        return meaning.answer;
      case 'event':
        await this.take(to, meaning.eventId, meaning.about);
        return {};
      case 'ignored':
        await this.mark(to, 'last_event_at');
        return {};
    }
  }

  /** One event is taken once: the note of it, what to look at and the job are one transaction. */
  private take(
    { scope, webhookId, connectionId }: Addressed,
    eventId: string | null,
    about: readonly InvoiceRef[],
  ): Promise<void> {
    const { accountId } = scope;
    const wall = this.clock.wallNow();
    return this.tenancy.inAccount(scope, async (tx) => {
      if (eventId !== null) {
        const isNew = await tx.execute(
          `insert into webhook_events (account_id, webhook_id, event_id, received_at) values ($1, $2, $3, $4)
           on conflict do nothing`,
          [accountId, webhookId, eventId, wall],
        );
        if (isNew === 0) return;
      }
      await tx.execute(
        'update provider_webhooks set last_event_at = $3 where account_id = $1 and id = $2',
        [accountId, webhookId, this.clock.now()],
      );
      if (about.length === 0) return;
      await tx.execute(
        `insert into document_looks (account_id, connection_id, collection, external_id, noted_at)
         select $1, $2, l.collection, l.external_id, $5 from unnest($3::text[], $4::text[]) as l(collection, external_id)
         on conflict (account_id, connection_id, collection, external_id) do update set noted_at = excluded.noted_at`,
        [
          accountId,
          connectionId,
          about.map(({ collection }) => collection),
          about.map(({ externalId }) => externalId),
          wall,
        ],
      );
      await this.jobs.send(tx, 'look-at-documents', connectionId, { accountId, connectionId });
    });
  }

  private async noteRefused({ scope, webhookId }: Addressed): Promise<void> {
    this.logger.warn({ accountId: scope.accountId, webhookId }, 'webhook refused');
    await this.tenancy.inAccountOnce(
      scope,
      `update provider_webhooks set refused_count = refused_count + 1, last_refused_at = $3 where account_id = $1 and id = $2`,
      [scope.accountId, webhookId, this.clock.now()],
    );
  }

  private async mark(
    { scope, webhookId }: Addressed,
    column: 'confirmed_at' | 'last_event_at',
  ): Promise<void> {
    await this.tenancy.inAccountOnce(
      scope,
      `update provider_webhooks set ${column} = $3 where account_id = $1 and id = $2`,
      [scope.accountId, webhookId, this.clock.now()],
    );
  }
}
