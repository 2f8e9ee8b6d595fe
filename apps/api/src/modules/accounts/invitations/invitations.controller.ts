import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { listInvitations } from './invitation-view.js';
import {
  InvitationBody,
  InvitationPage,
  InvitationParams,
  InvitationView,
} from './invitations.dto.js';
import { Invite } from './invite.js';

@InAccount('invitations', 'accounts')
export class InvitationsController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly invite: Invite,
  ) {}

  /** The account's invitations, newest first. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<InvitationPage> {
    const wall = this.clock.wallNow();
    return this.tenancy.inAccount(scope, async (tx) => ({
      items: await listInvitations(tx, scope.accountId, wall),
    }));
  }

  /** Invites a person by mail; the link works once, for 72 hours. */
  @Post()
  create(@Scope() scope: AccountScope, @Body() body: InvitationBody): Promise<InvitationView> {
    return this.invite.execute(scope, body);
  }

  /** Writes again with a new link; the old one ends. */
  @Post(':invitationId/resend')
  @HttpCode(200)
  resend(
    @Scope() scope: AccountScope,
    @Param() { invitationId }: InvitationParams,
  ): Promise<InvitationView> {
    return this.invite.resend(scope, invitationId);
  }

  /** Takes an invitation back. */
  @Delete(':invitationId')
  @HttpCode(204)
  revoke(@Scope() scope: AccountScope, @Param() { invitationId }: InvitationParams): Promise<void> {
    return this.invite.revoke(scope, invitationId);
  }
}
