import { Injectable } from '@nestjs/common';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { SessionEntry } from './sessions.dto.js';

type Instant = 'createdAt' | 'lastSeenAt' | 'expiresAt';
type Row = Omit<SessionEntry, Instant> & Record<Instant, Date>;

/** Where a person is signed in, for that person to see and end. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** The living ones, the newest use first. */
  list(user: SignedIn): Promise<SessionEntry[]> {
    return this.tenancy.asUser(user.userId, async (tx) => {
      const rows = await tx.query<Row>(
        `select id, id = $2 as "isCurrent", method, created_at as "createdAt", last_seen_at as "lastSeenAt",
                expires_at as "expiresAt", host(ip) as ip, user_agent as "userAgent"
           from sessions where user_id = $1 and ended_at is null and expires_at > $3
          order by last_seen_at desc, id desc`,
        [user.userId, user.sessionId, this.clock.wallNow()],
      );
      return rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      }));
    });
  }

  /** @throws NotFound for somebody else's session, and for one that has ended */
  async end(user: SignedIn, sessionId: string): Promise<void> {
    const count = await this.tenancy.asUser(user.userId, (tx) =>
      tx.execute(
        'update sessions set ended_at = $3 where user_id = $1 and id = $2 and ended_at is null',
        [user.userId, sessionId, this.clock.wallNow()],
      ),
    );
    if (count === 0) throw new NotFound('session');
  }

  /** Ends all but the one that asks. */
  async endOthers(user: SignedIn): Promise<void> {
    await this.tenancy.asUser(user.userId, (tx) =>
      tx.execute(
        'update sessions set ended_at = $3 where user_id = $1 and id <> $2 and ended_at is null',
        [user.userId, user.sessionId, this.clock.wallNow()],
      ),
    );
  }
}
