import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { CurrentActor } from '../../../platform/auth/request-parameters.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import {
  AdminUserFilter,
  AdminUserPage,
  AdminUserParams,
  AdminUserView,
  InstanceAdminBody,
} from './admin-users.dto.js';
import { AdminUsersQuery } from './admin-users.query.js';
import { ChangePerson } from './change-person.js';

@ApiBearerAuth()
@ApiTags('admin')
@Controller('admin/users')
export class AdminUsersController {
  constructor(
    private readonly users: AdminUsersQuery,
    private readonly change: ChangePerson,
  ) {}

  /** Everybody who signs in here, by user name. */
  @Get()
  page(@Query() filter: AdminUserFilter): Promise<AdminUserPage> {
    return this.users.page(filter);
  }

  /** Lets nobody sign in as this person any more, and ends their sessions. */
  @Post(':userId/disable')
  @HttpCode(200)
  async disable(
    @CurrentActor() actor: Actor,
    @Param() { userId }: AdminUserParams,
  ): Promise<AdminUserView> {
    await this.change.disable(actor, userId);
    return this.users.one(userId);
  }

  /** Lets the person sign in again. */
  @Post(':userId/enable')
  @HttpCode(200)
  async enable(
    @CurrentActor() actor: Actor,
    @Param() { userId }: AdminUserParams,
  ): Promise<AdminUserView> {
    await this.change.enable(actor, userId);
    return this.users.one(userId);
  }

  /** Signs the person out everywhere. */
  @Post(':userId/end-sessions')
  @HttpCode(200)
  async endSessions(
    @CurrentActor() actor: Actor,
    @Param() { userId }: AdminUserParams,
  ): Promise<AdminUserView> {
    await this.change.endSessions(actor, userId);
    return this.users.one(userId);
  }

  /** Takes away every second factor of a person who has lost them. */
  @Post(':userId/reset-second-factor')
  @HttpCode(200)
  async resetSecondFactor(
    @CurrentActor() actor: Actor,
    @Param() { userId }: AdminUserParams,
  ): Promise<AdminUserView> {
    await this.change.resetSecondFactor(actor, userId);
    return this.users.one(userId);
  }

  /** Makes the person an administrator of the installation, or no longer one. */
  @Put(':userId/instance-admin')
  async setInstanceAdmin(
    @CurrentActor() actor: Actor,
    @Param() { userId }: AdminUserParams,
    @Body() { isInstanceAdmin }: InstanceAdminBody,
  ): Promise<AdminUserView> {
    await this.change.setInstanceAdmin(actor, userId, isInstanceAdmin);
    return this.users.one(userId);
  }
}
