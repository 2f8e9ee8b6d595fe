import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { mailLink } from '../passwords/mail-link.js';
import { issueToken, ownerOfToken, useToken } from '../passwords/one-time-token.js';
import { actorOf, type Origin, type Person } from '../sessions/origin.js';
import { tellPerson } from '../tell-person.js';

/** Changes somebody's address in two steps: they ask for it, and the link mailed to the new one proves it. */
@Injectable()
export class ChangeEmail {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /** Mails a link to the new address. One that somebody else has is passed over in silence. */
  async ask({ userId }: Person, email: string): Promise<void> {
    const now = this.clock.wallNow();
    const other = await this.tenancy.ask<{ id: string }>('select id from system_find_user($1)', [
      email,
    ]);
    await this.tenancy.asUser(userId, async (tx) => {
      const issued = await issueToken(tx, 'email-change', userId, email, now);
      if (issued === null) {
        throw new DomainError(
          'too-many',
          'too-many-attempts',
          'You have asked for many links already. Use the newest one, or try again in an hour.',
          [],
          3600,
        );
      }
      if (other !== undefined && other.id !== userId) return;
      await mailLink(tx, this.sealer, { kind: 'email-change', userId, to: email, issued, now });
    });
  }

  /** Who signs in with their address signs in with the new one. The old address is told. */
  async confirm(token: string, origin: Origin): Promise<void> {
    const now = this.clock.wallNow();
    const userId = await ownerOfToken(this.tenancy, 'email-change', token, now);
    await this.tenancy.asUser(userId, async (tx) => {
      const email = await useToken(tx, 'email-change', token, now);
      const before = await tx.one<{ email: string }>('select email from users where id = $1', [
        userId,
      ]);
      await tx
        .execute(
          `update users set email = $2, email_verified_at = $3, updated_at = $3,
                  username = case when username like '%@%' then $2 else username end where id = $1`,
          [userId, email, now],
        )
        .catch(refuseTaken);
      // A link to reset the password that lies in the old mailbox is no good any more.
      await tx.execute(
        'update one_time_tokens set used_at = $2 where user_id = $1 and used_at is null',
        [userId, now],
      );
      await tellPerson(tx, now, userId, 'email-changed', origin, before!.email);
      await auditInstance(tx, now, {
        actor: actorOf({ userId, origin }),
        action: 'user.email-changed',
        objectKind: 'user',
        objectId: userId,
        before: { email: before!.email },
        after: { email },
      });
    });
  }
}

/** Somebody has taken the address since the link was mailed. */
function refuseTaken(error: unknown): never {
  if ((error as { code?: string }).code !== '23505') throw error;
  throw new DomainError('conflict', 'email-taken', 'Somebody else uses this address already.');
}
