import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';

/**
 * The cookie that holds the refresh token. With https and on localhost it carries the `__Host-` prefix;
 * a demo on plain http elsewhere falls back to an unprefixed one, because browsers would drop the other.
 */
export class RefreshCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    const { protocol, hostname } = new URL(publicUrl);
    this.isSecure = protocol === 'https:' || hostname === 'localhost';
    this.name = this.isSecure ? '__Host-invoicetracker' : 'invoicetracker';
  }

  set(reply: FastifyReply, token: string, expiresAt: Date): void {
    void reply.setCookie(this.name, token, {
      path: '/',
      httpOnly: true,
      secure: this.isSecure,
      sameSite: 'strict',
      expires: expiresAt,
    });
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, {
      path: '/',
      httpOnly: true,
      secure: this.isSecure,
      sameSite: 'strict',
    });
  }
}
