import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { TOKEN_SECONDS } from '../../platform/auth/access-token.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { hashOfRefreshToken, IDLE_DAYS, newRefreshToken } from './refresh-token.js';

export interface OpenedSession {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

const DAY_MS = 24 * 3600 * 1000;

/** Opens sessions and issues their access tokens. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jwt: JwtService,
  ) {}

  async open(
    userId: string,
    from: { ip: string; userAgent: string | null },
  ): Promise<OpenedSession> {
    const now = this.clock.wallNow();
    const refreshToken = newRefreshToken();
    const refreshExpiresAt = new Date(now.getTime() + IDLE_DAYS * DAY_MS);
    const session = await this.tenancy.asUser(userId, (tx) =>
      tx.one<{ id: string }>(
        `insert into sessions (user_id, refresh_hash, rotated_at, created_at, verified_at, expires_at, user_agent, ip)
         values ($1, $2, $3, $3, $3, $4, left($5, 300), $6) returning id`,
        [userId, hashOfRefreshToken(refreshToken), now, refreshExpiresAt, from.userAgent, from.ip],
      ),
    );
    return { ...this.tokenFor(userId, session!.id), refreshToken, refreshExpiresAt };
  }

  /** An access token for a session that is known to be alive. */
  tokenFor(userId: string, sessionId: string): { accessToken: string; expiresInSeconds: number } {
    return {
      accessToken: this.jwt.sign({ sid: sessionId }, { subject: userId }),
      expiresInSeconds: TOKEN_SECONDS,
    };
  }
}
