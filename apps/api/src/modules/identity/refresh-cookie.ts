import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';

import { isSecureSite } from './sessions/secure-site.js';

/** The cookie that holds the refresh token. */
export class RefreshCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    this.isSecure = isSecureSite(publicUrl);
    this.name = this.isSecure ? '__Host-invoicetracker' : 'invoicetracker';
  }

  set(reply: FastifyReply, token: string, expiresAt: Date): void {
    void reply.setCookie(this.name, token, { ...this.options(), expires: expiresAt });
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options());
  }

  private options() {
    return { path: '/', httpOnly: true, secure: this.isSecure, sameSite: 'strict' } as const;
  }
}
