import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { hashOfRefreshToken } from './refresh-token.js';

/** Signs out: the session and all its tokens end on the server, whatever the browser keeps. */
@Injectable()
export class EndSession {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  async execute(refreshToken: string): Promise<void> {
    const session = await this.tenancy.withoutScope((tx) =>
      tx.one<{ id: string; user_id: string }>('select id, user_id from system_find_session($1)', [
        hashOfRefreshToken(refreshToken),
      ]),
    );
    if (session === undefined) return;
    await this.tenancy.asUser(session.user_id, (tx) =>
      tx.execute('update sessions set ended_at = $2 where id = $1 and ended_at is null', [
        session.id,
        this.clock.wallNow(),
      ]),
    );
  }
}
