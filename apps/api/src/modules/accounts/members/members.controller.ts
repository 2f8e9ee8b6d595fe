import { Body, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ChangeMember } from './change-member.js';
import { MemberPage, MemberParams, MemberPatch, MemberView } from './members.dto.js';
import { MembersQuery } from './members.query.js';

@InAccount('members', 'accounts')
export class MembersController {
  constructor(
    private readonly members: MembersQuery,
    private readonly change: ChangeMember,
  ) {}

  /** The people of the account, by name. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<MemberPage> {
    return this.members.list(scope);
  }

  /** Gives a member another role, from their next request on. */
  @Patch(':userId')
  setRole(
    @Scope() scope: AccountScope,
    @Param() { userId }: MemberParams,
    @Body() { role }: MemberPatch,
  ): Promise<MemberView> {
    return this.change.setRole(scope, userId, role);
  }

  /** Ends a membership, from the person's next request on. */
  @Delete(':userId')
  @HttpCode(204)
  remove(@Scope() scope: AccountScope, @Param() { userId }: MemberParams): Promise<void> {
    return this.change.remove(scope, userId);
  }
}
