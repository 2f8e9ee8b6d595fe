import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CurrentActor } from '../../../platform/auth/request-parameters.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { SignInView } from '../identity.dto.js';
import { SessionOpener } from '../session-opener.js';
import { SessionAnswer } from '../sessions/session-answer.js';
import { AcceptInvitation } from './accept-invitation.js';
import {
  AcceptedInvitation,
  AcceptInvitationBody,
  InvitationOffer,
  InvitationToken,
} from './invitation-answers.dto.js';

@ApiTags('identity')
@Controller()
export class InvitationAnswersController {
  constructor(
    private readonly accept: AcceptInvitation,
    private readonly sessions: SessionOpener,
    private readonly answer: SessionAnswer,
  ) {}

  /** What an invitation's link offers; uses nothing up. */
  @Post('auth/invitations/show')
  @HttpCode(200)
  show(@Body() { token }: InvitationToken): Promise<InvitationOffer> {
    return this.accept.show(token);
  }

  /** Makes the invited person, and signs them in. */
  @Post('auth/invitations/accept')
  async acceptAsNewPerson(
    @Body() body: AcceptInvitationBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInView> {
    const userId = await this.accept.asNewPerson(body);
    const session = await this.sessions.open(userId, this.answer.originOf(request));
    return { ...this.answer.give(reply, session), secondFactor: null };
  }

  /** Makes the signed-in person a member; the invitation must have been sent to their address. */
  @ApiBearerAuth()
  @Post('me/invitations/accept')
  @HttpCode(200)
  async acceptAsUser(
    @CurrentActor() actor: Actor,
    @Body() { token }: InvitationToken,
  ): Promise<AcceptedInvitation> {
    if (actor.kind !== 'user') throw new Error('the policy map lets only people in here');
    return { accountId: await this.accept.asUser(actor, token) };
  }
}
