import { Body, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ChangeConnection } from './change-connection.js';
import {
  ConnectionBody,
  ConnectionPage,
  ConnectionParams,
  ConnectionPatch,
  ConnectionTestBody,
  ConnectionTestView,
  ConnectionView,
} from './connections.dto.js';
import { ConnectionsQuery } from './connections.query.js';
import { CreateConnection } from './create-connection.js';
import { RemoveConnection } from './remove-connection.js';
import { TestConnection } from './test-connection.js';

@InAccount('connections', 'providers')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsQuery,
    private readonly create: CreateConnection,
    private readonly change: ChangeConnection,
    private readonly remove: RemoveConnection,
    private readonly test: TestConnection,
  ) {}

  /** The links to invoicing systems. Keys are never shown. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<ConnectionPage> {
    return this.connections.list(scope);
  }

  /** Stores a key, sealed. */
  @Post()
  async add(
    @Scope() scope: AccountScope,
    @Body() body: ConnectionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConnectionView> {
    const id = await this.create.execute(scope, body);
    return this.show(scope, id, reply);
  }

  /** Tries a key without storing it. */
  @Post('test')
  @HttpCode(200)
  testKey(
    @Scope() scope: AccountScope,
    @Body() body: ConnectionTestBody,
  ): Promise<ConnectionTestView> {
    return this.test.credentials(scope, body.provider, body.credentials);
  }

  /** One connection, with its last run. */
  @Get(':connectionId')
  one(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConnectionView> {
    return this.show(scope, connectionId, reply);
  }

  /** Renames, pauses, resumes, or sets a new key. */
  @Patch(':connectionId')
  async edit(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
    @IfMatch() version: number,
    @Body() body: ConnectionPatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConnectionView> {
    await this.change.execute(scope, connectionId, version, body);
    return this.show(scope, connectionId, reply);
  }

  /** Takes away a connection that brought no invoices. */
  @Delete(':connectionId')
  @HttpCode(204)
  drop(@Scope() scope: AccountScope, @Param() { connectionId }: ConnectionParams): Promise<void> {
    return this.remove.execute(scope, connectionId);
  }

  /** Tries the stored key. */
  @Post(':connectionId/test')
  @HttpCode(200)
  testStored(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: ConnectionParams,
  ): Promise<ConnectionTestView> {
    return this.test.stored(scope, connectionId);
  }

  private async show(
    scope: AccountScope,
    connectionId: string,
    reply: FastifyReply,
  ): Promise<ConnectionView> {
    const view = await this.connections.one(scope, connectionId);
    setETag(reply, view.version);
    return view;
  }
}
