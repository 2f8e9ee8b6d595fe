import { Injectable, Logger } from '@nestjs/common';

import { TokenKeys } from '../../platform/auth/token-keys.js';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { auditInstance } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import {
  ABSOLUTE_DAYS,
  GRACE_SECONDS,
  hashOfRefreshToken,
  IDLE_DAYS,
  successorOf,
} from './refresh-token.js';
import { type OpenedSession, SessionOpener } from './session-opener.js';
import { anonymousFrom, type Origin } from './sessions/origin.js';
import { tellPerson } from './tell-person.js';

interface FoundSession {
  id: string;
  user_id: string;
  /** Whether the token is the one that is valid, the one before it, or an older one. */
  place: 'current' | 'previous' | 'spent';
  refresh_hash: Buffer;
  rotated_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

/**
 * Swaps a refresh token for its successor and an access token. Each token works once. One that comes back
 * has been copied, and nobody can tell who holds the copy: the session ends for everybody, and the person
 * is told. Only the immediate predecessor is taken for a few seconds more, and given the same successor:
 * two tabs may refresh at once.
 */
@Injectable()
export class RefreshSession {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sessions: SessionOpener,
    private readonly keys: TokenKeys,
  ) {}

  /** @throws DomainError `session-ended` */
  async execute(token: string, origin: Origin): Promise<OpenedSession> {
    const now = this.clock.wallNow();
    const session = await this.tenancy.ask<FoundSession>('select * from system_find_session($1)', [
      hashOfRefreshToken(token),
    ]);
    if (session === undefined || session.ended_at !== null || session.expires_at <= now)
      throw ended();
    if (session.place === 'current') return this.rotate(session, token, now, origin);
    const successor = this.graceSuccessor(session, token, now);
    if (successor === undefined) return this.endAfterReuse(session, now, origin);
    return {
      ...this.sessions.tokenFor(session.user_id, session.id),
      refreshToken: successor,
      refreshExpiresAt: session.expires_at,
    };
  }

  private async rotate(
    session: FoundSession,
    token: string,
    now: Date,
    origin: Origin,
  ): Promise<OpenedSession> {
    const successor = successorOf(token, this.keys.forRefreshTokens()[0]!);
    const hash = hashOfRefreshToken(token);
    const row = await this.tenancy.asUser(session.user_id, async (tx) => {
      await tx.execute(
        `insert into spent_refresh_tokens (token_hash, session_id, user_id)
         select previous_refresh_hash, id, user_id from sessions
          where id = $1 and refresh_hash = $2 and previous_refresh_hash is not null on conflict do nothing`,
        [session.id, hash],
      );
      return tx.one<{ expires_at: Date }>(
        `update sessions set previous_refresh_hash = refresh_hash, refresh_hash = $3, rotated_at = $4, last_seen_at = $4,
                expires_at = least($4::timestamptz + make_interval(days => $5), created_at + make_interval(days => $6))
          where id = $1 and refresh_hash = $2 and ended_at is null returning expires_at`,
        [session.id, hash, hashOfRefreshToken(successor), now, IDLE_DAYS, ABSOLUTE_DAYS],
      );
    });
    // Somebody rotated it between our two statements: that is the other tab, just now.
    if (row === undefined) return this.execute(token, origin);
    return {
      ...this.sessions.tokenFor(session.user_id, session.id),
      refreshToken: successor,
      refreshExpiresAt: row.expires_at,
    };
  }

  private graceSuccessor(session: FoundSession, token: string, now: Date): string | undefined {
    const isInGrace = now.getTime() - session.rotated_at.getTime() <= GRACE_SECONDS * 1000;
    if (session.place !== 'previous' || !isInGrace) return undefined;
    // The key may have been changed in between: the one that fits has made it.
    return this.keys
      .forRefreshTokens()
      .map((key) => successorOf(token, key))
      .find((successor) => hashOfRefreshToken(successor).equals(session.refresh_hash));
  }

  private async endAfterReuse(session: FoundSession, now: Date, origin: Origin): Promise<never> {
    await this.tenancy.asUser(session.user_id, async (tx) => {
      const count = await tx.execute(
        'update sessions set ended_at = $2 where id = $1 and ended_at is null',
        [session.id, now],
      );
      if (count === 0) return;
      await tellPerson(tx, now, session.user_id, 'session-reuse', origin);
      await auditInstance(tx, now, {
        actor: anonymousFrom(origin),
        action: 'session.reused',
        objectKind: 'user',
        objectId: session.user_id,
        after: { sessionId: session.id },
      });
    });
    this.logger.warn(
      { userId: session.user_id, sessionId: session.id },
      'a refresh token came back: the session is ended',
    );
    throw ended();
  }
}

function ended(): DomainError {
  return new DomainError(
    'unauthenticated',
    'session-ended',
    'This session has ended. Sign in again.',
  );
}
