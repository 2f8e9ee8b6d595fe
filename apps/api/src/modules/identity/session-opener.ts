import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { TOKEN_SECONDS } from '../../platform/auth/access-token.js';
import { Clock } from '../../platform/clock/clock.js';
import { auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { hashOfRefreshToken, IDLE_DAYS, newRefreshToken } from './refresh-token.js';
import { rememberDevice } from './sessions/known-device.js';
import { actorOf, type Origin } from './sessions/origin.js';
import { tellPerson } from './tell-person.js';

export interface OpenedSession {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
  /** The secret of this browser's device cookie; left out when it has one already. */
  readonly newDevice?: string;
}

/** How a person has proved who they are. */
export interface Proof {
  readonly method: 'password' | 'passkey' | 'oidc';
  readonly hasSecondFactor: boolean;
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

  /** For somebody who has proved everything that is asked of them. A browser not seen before is told to the person. */
  async open(
    userId: string,
    origin: Origin,
    proof: Proof = { method: 'password', hasSecondFactor: false },
  ): Promise<OpenedSession> {
    const now = this.clock.wallNow();
    const refreshToken = newRefreshToken();
    const refreshExpiresAt = new Date(now.getTime() + IDLE_DAYS * DAY_MS);
    const { sessionId, newDevice } = await this.tenancy.asUser(userId, async (tx) => {
      const session = await tx.one<{ id: string }>(
        `insert into sessions (user_id, refresh_hash, rotated_at, created_at, verified_at, last_seen_at, expires_at, user_agent, ip,
                method, second_factor_at)
         values ($1, $2, $3, $3, $3, $3, $4, left($5, 300), $6, $7, $8) returning id`,
        [
          userId,
          hashOfRefreshToken(refreshToken),
          now,
          refreshExpiresAt,
          origin.userAgent,
          origin.ip,
          proof.method,
          proof.hasSecondFactor ? now : null,
        ],
      );
      const device = await rememberDevice(tx, userId, origin.device, now);
      if (device.isWorthAMail) await tellPerson(tx, now, userId, 'new-device', origin);
      await auditInstance(tx, now, {
        actor: actorOf({ userId, origin }),
        action: 'user.signed-in',
        objectKind: 'user',
        objectId: userId,
        after: { method: proof.method, secondFactor: proof.hasSecondFactor },
      });
      return { sessionId: session!.id, newDevice: device.secret };
    });
    return {
      ...this.tokenFor(userId, sessionId),
      refreshToken,
      refreshExpiresAt,
      ...(newDevice === undefined ? {} : { newDevice }),
    };
  }

  /** An access token for a session that is known to be alive. */
  tokenFor(userId: string, sessionId: string): { accessToken: string; expiresInSeconds: number } {
    return {
      accessToken: this.jwt.sign({ sid: sessionId }, { subject: userId, notBefore: 0 }),
      expiresInSeconds: TOKEN_SECONDS,
    };
  }
}
