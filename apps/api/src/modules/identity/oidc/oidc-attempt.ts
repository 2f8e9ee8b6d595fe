import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';

import { CannotUnseal, type Sealer } from '../../../platform/sealing/sealer.js';
import { isSecureSite } from '../sessions/secure-site.js';
import type { OidcChallenge } from './oidc-client.js';

/** A sign-in that is on its way to the identity provider and back. */
export interface OidcAttempt extends OidcChallenge {
  /** The page of the product to show afterwards. */
  readonly next: string;
  /** The signed-in person who links their identity, and the session they do it in; null for a sign-in. */
  readonly link: { readonly userId: string; readonly sessionId: string } | null;
  /** When it is over, in milliseconds of real time. */
  readonly endsAt: number;
}

const MINUTES = 10;
const PLACE = { accountId: 'system', table: 'oidc', column: 'attempt', rowId: 'cookie' };

/**
 * Keeps an attempt in the browser that began it, sealed: nobody can read, make or change one. The cookie
 * is Lax, not Strict, because the way back begins at another site.
 */
export class OidcAttemptCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(
    publicUrl: string,
    private readonly sealer: Sealer,
  ) {
    this.isSecure = isSecureSite(publicUrl);
    this.name = this.isSecure ? '__Host-invoicetracker-oidc' : 'invoicetracker-oidc';
  }

  set(reply: FastifyReply, attempt: Omit<OidcAttempt, 'endsAt'>, wall: Date): void {
    const endsAt = wall.getTime() + MINUTES * 60_000;
    const sealed = this.sealer.seal(JSON.stringify({ ...attempt, endsAt }), PLACE);
    void reply.setCookie(this.name, sealed, { ...this.options(), maxAge: MINUTES * 60 });
  }

  /** The attempt of this browser, once: the cookie goes. Null when there is none, or it is over. */
  take(request: FastifyRequest, reply: FastifyReply, wall: Date): OidcAttempt | null {
    const sealed = request.cookies[this.name];
    if (sealed === undefined) return null;
    void reply.clearCookie(this.name, this.options());
    try {
      const attempt = JSON.parse(this.sealer.unseal(sealed, PLACE)) as OidcAttempt;
      return attempt.endsAt > wall.getTime() ? attempt : null;
    } catch (error) {
      if (error instanceof CannotUnseal) return null;
      throw error;
    }
  }

  private options() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'lax' } as const;
  }
}
