import { Body, Controller, Get, HttpCode, Patch, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';
import type { FastifyRequest } from 'fastify';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { CurrentUser } from '../../../platform/auth/request-parameters.js';
import { MeBody, MeView } from '../identity.dto.js';
import { type PersonRequest, SessionAnswer } from '../sessions/session-answer.js';
import { ChangeEmail } from './change-email.js';
import { ConfirmEmailBody, EmailBody } from './email.dto.js';
import { MeQuery } from './me.query.js';

@ApiTags('identity')
@Controller()
export class MeController {
  constructor(
    private readonly me: MeQuery,
    private readonly changeEmail: ChangeEmail,
    private readonly answer: SessionAnswer,
  ) {}

  /** The signed-in person and the accounts they belong to. */
  @ApiBearerAuth()
  @Get('me')
  show(@CurrentUser() user: SignedIn): Promise<MeView> {
    return this.me.show(user);
  }

  /** Changes the person's own name, language or time zone. */
  @ApiBearerAuth()
  @Patch('me')
  change(@CurrentUser() user: SignedIn, @Body() body: MeBody): Promise<MeView> {
    return this.me.change(user, body);
  }

  /** Mails a link to a new address; the address changes when the link is followed. */
  @ApiBearerAuth()
  @Post('me/email')
  @HttpCode(202)
  askForEmail(@Req() request: PersonRequest, @Body() { email }: EmailBody): Promise<void> {
    return this.changeEmail.ask(this.answer.personOf(request), email);
  }

  /** Makes a new address count, with the link mailed to it. */
  @Post('auth/confirm-email')
  @HttpCode(204)
  confirmEmail(@Req() request: FastifyRequest, @Body() { token }: ConfirmEmailBody): Promise<void> {
    return this.changeEmail.confirm(token, this.answer.originOf(request));
  }
}
