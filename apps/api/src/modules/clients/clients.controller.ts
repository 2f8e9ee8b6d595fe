import { Body, Get, Param, Patch, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../platform/http/if-match.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { ChangeClient } from './change-client.js';
import { ClientOptionsQuery } from './client-options.query.js';
import {
  ClientDetails,
  ClientOptions,
  ClientParams,
  ClientPatch,
  ClientPickerFilter,
} from './clients.dto.js';

@InAccount('clients', 'clients')
export class ClientsController {
  constructor(
    private readonly options: ClientOptionsQuery,
    private readonly changeClient: ChangeClient,
  ) {}

  /** The first clients whose name, tax number or address matches, for choosing one. */
  @Get()
  find(@Scope() scope: AccountScope, @Query() filter: ClientPickerFilter): Promise<ClientOptions> {
    return this.options.find(scope, filter.q ?? '');
  }

  /** What people have said of a client. */
  @Get(':clientId')
  async show(
    @Scope() scope: AccountScope,
    @Param() { clientId }: ClientParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClientDetails> {
    const client = await this.changeClient.show(scope, clientId);
    setETag(reply, client.version);
    return client;
  }

  /** Says what a client is; send only what changes. */
  @Patch(':clientId')
  async change(
    @Scope() scope: AccountScope,
    @Param() { clientId }: ClientParams,
    @IfMatch() version: number,
    @Body() body: ClientPatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClientDetails> {
    const client = await this.changeClient.execute(scope, clientId, version, body);
    setETag(reply, client.version);
    return client;
  }
}
