import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';

import { isSecureSite } from './secure-site.js';

/** Browsers keep a cookie for 400 days at most. */
const SECONDS = 400 * 24 * 3600;

/**
 * Tells a browser that has been here from one that has not. It opens nothing by itself: who has it is only
 * counted apart when passwords are guessed, and not reported as a new device.
 */
export class DeviceCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(publicUrl: string) {
    this.isSecure = isSecureSite(publicUrl);
    this.name = this.isSecure ? '__Host-invoicetracker-device' : 'invoicetracker-device';
  }

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, {
      path: '/',
      httpOnly: true,
      secure: this.isSecure,
      sameSite: 'strict',
      maxAge: SECONDS,
    });
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }
}
