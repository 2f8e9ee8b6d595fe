import { Controller, HttpCode, Param, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiTags } from '#describe';
import type { FastifyRequest } from 'fastify';

import { ReceiveWebhook } from './receive-webhook.js';
import { WebhookCallParams } from './webhooks.dto.js';

@Controller('webhooks')
@ApiTags('webhooks')
export class ReceiveWebhookController {
  constructor(private readonly receive: ReceiveWebhook) {}

  /** For providers: what happened to a document. What is believed and what is done depends on the provider. */
  @Post(':webhookId')
  @HttpCode(200)
  call(
    @Param() { webhookId }: WebhookCallParams,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<unknown> {
    return this.receive.execute(webhookId, {
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      rawBody: request.rawBody ?? Buffer.alloc(0),
    });
  }
}
