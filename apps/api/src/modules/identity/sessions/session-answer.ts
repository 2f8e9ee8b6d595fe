import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { RefreshCookie } from '../refresh-cookie.js';
import type { OpenedSession } from '../session-opener.js';
import type { SessionView } from '../identity.dto.js';
import { DeviceCookie } from './device-cookie.js';
import type { Origin, Person } from './origin.js';

/** A request that the guard has found a person behind. */
export type PersonRequest = FastifyRequest & { readonly user: SignedIn };

/** Between HTTP and sessions: reads where a request comes from, and hands a session out in cookies and body. */
export class SessionAnswer {
  private readonly refreshCookie: RefreshCookie;
  private readonly deviceCookie: DeviceCookie;

  constructor(publicUrl: string) {
    this.refreshCookie = new RefreshCookie(publicUrl);
    this.deviceCookie = new DeviceCookie(publicUrl);
  }

  originOf(request: FastifyRequest): Origin {
    return {
      ip: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
      requestId: String(request.id),
      device: this.deviceCookie.read(request),
    };
  }

  personOf(request: PersonRequest): Person {
    return { ...request.user, origin: this.originOf(request) };
  }

  give(reply: FastifyReply, session: OpenedSession): SessionView {
    this.refreshCookie.set(reply, session.refreshToken, session.refreshExpiresAt);
    if (session.newDevice !== undefined) this.deviceCookie.set(reply, session.newDevice);
    return { accessToken: session.accessToken, expiresInSeconds: session.expiresInSeconds };
  }

  refreshTokenOf(request: FastifyRequest): string | undefined {
    return this.refreshCookie.read(request);
  }

  /** The browser forgets the session; that it has been here it remembers. */
  clear(reply: FastifyReply): void {
    this.refreshCookie.clear(reply);
  }
}
