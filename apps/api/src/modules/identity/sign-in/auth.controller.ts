import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '#describe';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { EndSession } from '../end-session.js';
import { SessionView, SignInBody, SignInView, TicketCodeBody } from '../identity.dto.js';
import { RefreshSession } from '../refresh-session.js';
import { SessionAnswer } from '../sessions/session-answer.js';
import { FinishSignIn } from './finish-sign-in.js';
import { requireOwnPage } from './require-own-page.js';
import { SignIn } from './sign-in.js';

@ApiTags('identity')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly finishSignIn: FinishSignIn,
    private readonly refreshSession: RefreshSession,
    private readonly endSession: EndSession,
    private readonly answer: SessionAnswer,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Signs in with name or address and password; sets the refresh cookie, or asks for a second factor. */
  @Post('sign-in')
  @HttpCode(200)
  async signInWithPassword(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInView> {
    const origin = this.answer.originOf(request);
    const outcome = await this.signIn.execute(body.username, body.password, origin);
    if ('session' in outcome)
      return { ...this.answer.give(reply, outcome.session), secondFactor: null };
    return { accessToken: null, expiresInSeconds: null, secondFactor: outcome };
  }

  /** Finishes a sign-in with a code of the authenticator app. */
  @Post('second-factor/totp')
  @HttpCode(200)
  finishWithTotp(
    @Body() { ticket, code }: TicketCodeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.finish(ticket, 'totp', code, request, reply);
  }

  /** Finishes a sign-in with a recovery code, which is used up by it. */
  @Post('second-factor/recovery-code')
  @HttpCode(200)
  finishWithRecoveryCode(
    @Body() { ticket, code }: TicketCodeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.finish(ticket, 'recovery-code', code, request, reply);
  }

  /** Swaps the refresh cookie for a new one and an access token. */
  @Post('refresh')
  @HttpCode(200)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    requireOwnPage(request, this.settings.PUBLIC_URL);
    const token = this.answer.refreshTokenOf(request);
    if (token === undefined)
      throw new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
    const session = await this.refreshSession.execute(token, this.answer.originOf(request));
    return this.answer.give(reply, session);
  }

  /** Ends the session of the refresh cookie, here and for every token it has issued. */
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireOwnPage(request, this.settings.PUBLIC_URL);
    const token = this.answer.refreshTokenOf(request);
    if (token !== undefined) await this.endSession.execute(token);
    this.answer.clear(reply);
  }

  private async finish(
    ticket: string,
    method: 'totp' | 'recovery-code',
    code: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SessionView> {
    const origin = this.answer.originOf(request);
    return this.answer.give(
      reply,
      await this.finishSignIn.execute(ticket, { method, code }, origin),
    );
  }
}
