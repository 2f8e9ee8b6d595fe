import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ConnectionParams } from '../connections/connections.dto.js';
import { SetUpWebhook } from './set-up-webhook.js';
import { type NewWebhookView, WebhookBody, type WebhookView } from './webhooks.dto.js';
import { WebhooksQuery } from './webhooks.query.js';

@InAccount('connections/:connectionId/webhook', 'providers')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksQuery,
    private readonly setUp: SetUpWebhook,
  ) {}

  /** Whether the provider tells us of changes by itself, and whether it does. */
  @Get()
  one(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
  ): Promise<WebhookView> {
    return this.webhooks.one(scope, connectionId);
  }

  /** Makes the address for the provider to call, or gives it a new secret. */
  @Post()
  @HttpCode(200)
  async set(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
    @Body() body: WebhookBody,
  ): Promise<NewWebhookView> {
    const secret = await this.setUp.execute(scope, connectionId, body.secret);
    return { ...(await this.webhooks.one(scope, connectionId)), secret };
  }

  /** The address answers nobody any more. */
  @Delete()
  @HttpCode(204)
  drop(@Scope() scope: AccountScope, @Param() { connectionId }: ConnectionParams): Promise<void> {
    return this.setUp.remove(scope, connectionId);
  }
}
