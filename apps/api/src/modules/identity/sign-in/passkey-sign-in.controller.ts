import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '#describe';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { SessionView } from '../identity.dto.js';
import { PasskeyCheck } from '../second-factors/passkey-check.js';
import {
  PasskeyAnswerBody,
  PasskeyOptionsView,
  PasskeyQuestionView,
  TicketBody,
} from '../second-factors/passkeys.dto.js';
import { SessionOpener } from '../session-opener.js';
import { SessionAnswer } from '../sessions/session-answer.js';

@ApiTags('identity')
@Controller('auth')
export class PasskeySignInController {
  constructor(
    private readonly check: PasskeyCheck,
    private readonly sessions: SessionOpener,
    private readonly answer: SessionAnswer,
  ) {}

  /** Asks for any passkey of this site, for a sign-in without name and password. */
  @Post('passkeys/options')
  @HttpCode(200)
  ask(): Promise<PasskeyQuestionView> {
    return this.check.ask('passkey-sign-in', null);
  }

  /** Signs in with a passkey alone: having it and unlocking it are two factors. */
  @Post('passkeys')
  @HttpCode(200)
  async signIn(
    @Body() { ticket, credential }: PasskeyAnswerBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const userId = await this.check.require(ticket, 'passkey-sign-in', credential);
    const proof = { method: 'passkey', hasSecondFactor: true } as const;
    const session = await this.sessions.open(userId, this.answer.originOf(request), proof);
    return this.answer.give(reply, session);
  }

  /** Asks for a passkey of the person who has given the password. */
  @Post('second-factor/passkey/options')
  @HttpCode(200)
  async askAfterPassword(@Body() { ticket }: TicketBody): Promise<PasskeyOptionsView> {
    return { options: await this.check.askAgain(ticket, 'second-factor') };
  }

  /** Finishes a sign-in with a passkey. */
  @Post('second-factor/passkey')
  @HttpCode(200)
  async finish(
    @Body() { ticket, credential }: PasskeyAnswerBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const userId = await this.check.require(ticket, 'second-factor', credential);
    const proof = { method: 'password', hasSecondFactor: true } as const;
    const session = await this.sessions.open(userId, this.answer.originOf(request), proof);
    return this.answer.give(reply, session);
  }
}
