import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/http/domain-error.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import {
  ABSOLUTE_DAYS,
  GRACE_SECONDS,
  hashOfRefreshToken,
  IDLE_DAYS,
  newRefreshToken,
} from './refresh-token.js';
import { type OpenedSession, SessionOpener } from './session-opener.js';

interface FoundSession {
  id: string;
  user_id: string;
  is_current: boolean;
  rotated_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

/** What a refresh gives: without a new refresh token when another tab has just rotated it. */
export type RefreshedSession = Omit<OpenedSession, 'refreshToken' | 'refreshExpiresAt'> &
  Partial<Pick<OpenedSession, 'refreshToken' | 'refreshExpiresAt'>>;

/** Swaps a refresh token for a new one and an access token. Each token works once. */
@Injectable()
export class RefreshSession {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sessions: SessionOpener,
  ) {}

  /** @throws DomainError `session-ended`; a token used a second time ends its session for everybody */
  async execute(token: string): Promise<RefreshedSession> {
    const now = this.clock.wallNow();
    const hash = hashOfRefreshToken(token);
    const session = await this.tenancy.withoutScope((tx) =>
      tx.one<FoundSession>('select * from system_find_session($1)', [hash]),
    );
    if (session === undefined || session.ended_at !== null || session.expires_at <= now)
      throw ended();
    if (!session.is_current) return this.afterRotation(session, now);
    return this.rotate(session, hash, now);
  }

  private async rotate(session: FoundSession, hash: Buffer, now: Date): Promise<RefreshedSession> {
    const refreshToken = newRefreshToken();
    const row = await this.tenancy.asUser(session.user_id, (tx) =>
      tx.one<{ expires_at: Date }>(
        `update sessions set previous_refresh_hash = refresh_hash, refresh_hash = $3, rotated_at = $4,
                expires_at = least($4::timestamptz + make_interval(days => $5), created_at + make_interval(days => $6))
          where id = $1 and refresh_hash = $2 and ended_at is null returning expires_at`,
        [session.id, hash, hashOfRefreshToken(refreshToken), now, IDLE_DAYS, ABSOLUTE_DAYS],
      ),
    );
    // Somebody rotated it between our two statements: that is the other tab, just now.
    if (row === undefined) return this.sessions.tokenFor(session.user_id, session.id);
    return {
      ...this.sessions.tokenFor(session.user_id, session.id),
      refreshToken,
      refreshExpiresAt: row.expires_at,
    };
  }

  private async afterRotation(session: FoundSession, now: Date): Promise<RefreshedSession> {
    if (now.getTime() - session.rotated_at.getTime() <= GRACE_SECONDS * 1000) {
      return this.sessions.tokenFor(session.user_id, session.id);
    }
    await this.tenancy.asUser(session.user_id, (tx) =>
      tx.execute('update sessions set ended_at = $2 where id = $1 and ended_at is null', [
        session.id,
        now,
      ]),
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
