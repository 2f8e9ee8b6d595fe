import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { tellPerson } from '../tell-person.js';

/** What instance admins may do with a person's sign-in. All of it holds from the person's next request on. */
@Injectable()
export class ChangePerson {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Nobody signs in as this person any more, and their sessions end. @throws NotFound, or Invalid `last-instance-admin` */
  disable(actor: Actor, userId: string): Promise<void> {
    return this.change(actor, userId, 'user.disabled', async (tx, now) => {
      await setUser(tx, userId, 'is_disabled = true', now);
      await endSessions(tx, userId, now);
    });
  }

  /** @throws NotFound */
  enable(actor: Actor, userId: string): Promise<void> {
    return this.change(actor, userId, 'user.enabled', (tx, now) =>
      setUser(tx, userId, 'is_disabled = false', now),
    );
  }

  /** @throws NotFound */
  endSessions(actor: Actor, userId: string): Promise<void> {
    return this.change(actor, userId, 'user.sessions-ended', async (tx, now) => {
      await setUser(tx, userId, 'is_disabled = is_disabled', now);
      await endSessions(tx, userId, now);
    });
  }

  /** @throws NotFound, or Invalid `last-instance-admin` */
  setInstanceAdmin(actor: Actor, userId: string, isInstanceAdmin: boolean): Promise<void> {
    const action = isInstanceAdmin ? 'user.made-instance-admin' : 'user.no-longer-instance-admin';
    return this.change(actor, userId, action, (tx, now) =>
      setUser(tx, userId, `is_instance_admin = ${isInstanceAdmin ? 'true' : 'false'}`, now),
    );
  }

  /**
   * For somebody who has lost phone, key and recovery codes: they sign in with the password alone, and set up
   * a new one. Their sessions end, and they are told by mail.
   *
   * @throws NotFound
   */
  async resetSecondFactor(actor: Actor, userId: string): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.asUser(userId, async (tx) => {
      await setUser(tx, userId, 'has_second_factor = false', now);
      for (const table of ['user_totp', 'user_passkeys', 'recovery_codes'])
        await tx.execute(`delete from ${table} where user_id = $1`, [userId]);
      await endSessions(tx, userId, now);
      await tellPerson(tx, now, userId, 'second-factor-changed', null);
      await note(tx, actor, userId, 'user.second-factor-reset', now);
    });
  }

  /** Instance admins are locked first: of two who take each other out at once, one stays. */
  private async change(
    actor: Actor,
    userId: string,
    action: string,
    work: (tx: Transaction, now: Date) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.asInstance(async (tx) => {
      await tx.query('select id from users where is_instance_admin order by id for update');
      await work(tx, now);
      await requireInstanceAdmin(tx);
      await note(tx, actor, userId, action, now);
    });
  }
}

async function setUser(tx: Transaction, userId: string, set: string, now: Date): Promise<void> {
  const touched = await tx.execute(`update users set ${set}, updated_at = $2 where id = $1`, [
    userId,
    now,
  ]);
  if (touched === 0) throw new NotFound('user');
}

async function endSessions(tx: Transaction, userId: string, now: Date): Promise<void> {
  await tx.execute('update sessions set ended_at = $2 where user_id = $1 and ended_at is null', [
    userId,
    now,
  ]);
}

async function requireInstanceAdmin(tx: Transaction): Promise<void> {
  const one = await tx.one(
    'select 1 from users where is_instance_admin and not is_disabled limit 1',
  );
  if (one !== undefined) return;
  throw new Invalid(
    'last-instance-admin',
    'An installation needs an administrator. Make somebody else one first, then repeat this.',
  );
}

function note(
  tx: Transaction,
  actor: Actor,
  userId: string,
  action: string,
  now: Date,
): Promise<void> {
  return auditInstance(tx, now, { actor, action, objectKind: 'user', objectId: userId });
}
