import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse, ApiTags } from '#describe';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { CurrentUser } from '../../../platform/auth/request-parameters.js';
import { Clock } from '../../../platform/clock/clock.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { actorOf } from '../sessions/origin.js';
import { type PersonRequest, SessionAnswer } from '../sessions/session-answer.js';
import { FinishOidc } from './finish-oidc.js';
import { OidcAttemptCookie } from './oidc-attempt.js';
import { OidcClient } from './oidc-client.js';
import { OidcLinkView, OidcRedirect, OidcStartBody } from './oidc.dto.js';

@ApiTags('identity')
@Controller()
export class OidcController {
  constructor(
    private readonly client: OidcClient,
    private readonly finish: FinishOidc,
    private readonly attempts: OidcAttemptCookie,
    private readonly answer: SessionAnswer,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Begins a sign-in at the installation's identity provider; 404 where there is none. */
  @Post('auth/oidc/start')
  @HttpCode(200)
  async start(
    @Body() { next = '/' }: OidcStartBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OidcRedirect> {
    const { redirectUrl, challenge } = await this.client.begin();
    this.attempts.set(reply, { ...challenge, next, link: null }, this.clock.wallNow());
    return { redirectUrl };
  }

  /** Where the identity provider sends the browser back to; answers with a page of the product. */
  @Get('auth/oidc/callback')
  @ApiResponse({ status: 303, description: 'To a page of the product.' })
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const attempt = this.attempts.take(request, reply, this.clock.wallNow());
    const at = request.url.indexOf('?');
    const query = at === -1 ? '' : request.url.slice(at);
    const outcome = await this.finish.execute(query, attempt, this.answer.originOf(request));
    const next = attempt?.next ?? '/';
    if ('session' in outcome) {
      this.answer.give(reply, outcome.session);
      return reply.redirect(next, 303);
    }
    if ('linked' in outcome) return reply.redirect(next, 303);
    // Behind the #, where no server and no log sees it.
    const said: Record<string, string> =
      'ticket' in outcome
        ? { ticket: outcome.ticket, methods: outcome.methods.join(','), next }
        : { 'oidc-error': outcome.refusal };
    return reply.redirect(`/sign-in#${new URLSearchParams(said).toString()}`, 303);
  }

  /** Whether the person can sign in through the identity provider. */
  @ApiBearerAuth()
  @Get('me/oidc')
  async show(@CurrentUser() { userId }: SignedIn): Promise<OidcLinkView> {
    const row = await this.tenancy.asUser(userId, (tx) =>
      tx.one('select 1 from oidc_identities where user_id = $1 limit 1', [userId]),
    );
    return { isLinked: row !== undefined };
  }

  /** Begins to link the person's identity at the identity provider with their sign-in here. */
  @ApiBearerAuth()
  @Post('me/oidc/link')
  @HttpCode(200)
  async link(
    @CurrentUser() user: SignedIn,
    @Body() { next = '/' }: OidcStartBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OidcRedirect> {
    const { redirectUrl, challenge } = await this.client.begin();
    const link = { userId: user.userId, sessionId: user.sessionId };
    this.attempts.set(reply, { ...challenge, next, link }, this.clock.wallNow());
    return { redirectUrl };
  }

  /** Unties it again; the person signs in with their password. */
  @ApiBearerAuth()
  @Delete('me/oidc')
  @HttpCode(204)
  async unlink(@Req() request: PersonRequest): Promise<void> {
    const person = this.answer.personOf(request);
    const { userId } = person;
    await this.tenancy.asUser(userId, async (tx) => {
      const count = await tx.execute('delete from oidc_identities where user_id = $1', [userId]);
      if (count === 0) return;
      await auditInstance(tx, this.clock.wallNow(), {
        actor: actorOf(person),
        action: 'oidc.unlinked',
        objectKind: 'user',
        objectId: userId,
      });
    });
  }
}
