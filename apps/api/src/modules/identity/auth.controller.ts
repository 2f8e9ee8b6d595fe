import { Body, Controller, Get, HttpCode, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SignedIn } from '../../platform/auth/access-token.js';
import { CurrentUser } from '../../platform/auth/request-parameters.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { EndSession } from './end-session.js';
import { MeBody, MeView, SessionView, SignInBody } from './identity.dto.js';
import { MeQuery } from './me.query.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshSession } from './refresh-session.js';
import { SignIn } from './sign-in.js';

@ApiTags('identity')
@Controller()
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly refreshSession: RefreshSession,
    private readonly endSession: EndSession,
    private readonly me: MeQuery,
    private readonly cookie: RefreshCookie,
  ) {}

  /** Signs in with name and password; sets the refresh cookie. */
  @Post('auth/sign-in')
  @HttpCode(200)
  async signInWithPassword(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const session = await this.signIn.execute({
      ...body,
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
    });
    this.cookie.set(reply, session.refreshToken, session.refreshExpiresAt);
    return { accessToken: session.accessToken, expiresInSeconds: session.expiresInSeconds };
  }

  /** Swaps the refresh cookie for a new one and an access token. */
  @Post('auth/refresh')
  @HttpCode(200)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    requireOwnPage(request);
    const token = this.cookie.read(request);
    if (token === undefined)
      throw new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
    const session = await this.refreshSession.execute(token);
    if (session.refreshToken !== undefined)
      this.cookie.set(reply, session.refreshToken, session.refreshExpiresAt!);
    return { accessToken: session.accessToken, expiresInSeconds: session.expiresInSeconds };
  }

  /** Ends the session of the refresh cookie, here and for every token it has issued. */
  @Post('auth/sign-out')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireOwnPage(request);
    const token = this.cookie.read(request);
    if (token !== undefined) await this.endSession.execute(token);
    this.cookie.clear(reply);
  }

  /** The signed-in person and the accounts they belong to. */
  @ApiBearerAuth()
  @Get('me')
  show(@CurrentUser() user: SignedIn): Promise<MeView> {
    return this.me.show(user);
  }

  /** Changes the person's own name or language. */
  @ApiBearerAuth()
  @Patch('me')
  change(@CurrentUser() user: SignedIn, @Body() body: MeBody): Promise<MeView> {
    return this.me.change(user, body);
  }
}

/** The cookie travels by itself, so these routes want a header that another site's page cannot send. */
function requireOwnPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (request.headers['x-requested-with'] !== 'InvoiceTracker' || isForeign) {
    throw new DomainError(
      'forbidden',
      'cross-site-request',
      'Send the header X-Requested-With: InvoiceTracker from the product itself.',
    );
  }
}
