import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { listApiKeys } from './api-key-view.js';
import {
  ApiKeyBody,
  ApiKeyPage,
  ApiKeyParams,
  NewApiKeyView,
  RotateApiKeyBody,
} from './api-keys.dto.js';
import { CreateApiKey } from './create-api-key.js';
import { RevokeApiKey } from './revoke-api-key.js';
import { RotateApiKey } from './rotate-api-key.js';

@InAccount('api-keys', 'identity')
export class ApiKeysController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly createApiKey: CreateApiKey,
    private readonly rotateApiKey: RotateApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  /** The keys of the account's programs, newest first, without the keys themselves. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<ApiKeyPage> {
    const wall = this.clock.wallNow();
    return this.tenancy.inAccount(scope, async (tx) => ({
      items: await listApiKeys(tx, scope.accountId, wall),
    }));
  }

  /** Makes a key. This answer is the only one that shows it. */
  @Post()
  create(@Scope() scope: AccountScope, @Body() body: ApiKeyBody): Promise<NewApiKeyView> {
    return this.createApiKey.execute(scope, body);
  }

  /** Replaces a key; the old one goes on working for the overlap. */
  @Post(':apiKeyId/rotate')
  rotate(
    @Scope() scope: AccountScope,
    @Param() { apiKeyId }: ApiKeyParams,
    @Body() body: RotateApiKeyBody,
  ): Promise<NewApiKeyView> {
    return this.rotateApiKey.execute(scope, apiKeyId, body.overlapHours);
  }

  /** Ends a key at once. */
  @Delete(':apiKeyId')
  @HttpCode(204)
  revoke(@Scope() scope: AccountScope, @Param() { apiKeyId }: ApiKeyParams): Promise<void> {
    return this.revokeApiKey.execute(scope, apiKeyId);
  }
}
