import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { GroupBody, GroupList, GroupParams, GroupView } from './client-groups.dto.js';
import { ClientGroups } from './client-groups.js';

@InAccount('client-groups', 'cases')
export class ClientGroupsController {
  constructor(private readonly groups: ClientGroups) {}

  /** Groups of clients that share a policy. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<GroupList> {
    return { items: await this.groups.list(scope) };
  }

  @Post()
  add(@Scope() scope: AccountScope, @Body() body: GroupBody): Promise<GroupView> {
    return this.groups.add(scope, body);
  }

  @Put(':groupId')
  change(
    @Scope() scope: AccountScope,
    @Param() { groupId }: GroupParams,
    @IfMatch() version: number,
    @Body() body: GroupBody,
  ): Promise<GroupView> {
    return this.groups.change(scope, groupId, version, body);
  }

  @Delete(':groupId')
  @HttpCode(204)
  remove(@Scope() scope: AccountScope, @Param() { groupId }: GroupParams): Promise<void> {
    return this.groups.remove(scope, groupId);
  }
}
