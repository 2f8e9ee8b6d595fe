import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Person } from '../sessions/origin.js';
import { noteFactorChange } from './note-factor-change.js';

/** Renames and removes a person's passkeys. */
@Injectable()
export class ChangePasskey {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async rename({ userId }: Person, passkeyId: string, name: string): Promise<void> {
    const count = await this.tenancy.asUser(userId, (tx) =>
      tx.execute('update user_passkeys set name = $3 where user_id = $1 and id = $2', [
        userId,
        passkeyId,
        name,
      ]),
    );
    if (count === 0) throw new NotFound('passkey');
  }

  /** @throws NotFound */
  async remove(person: Person, passkeyId: string): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.asUser(person.userId, async (tx) => {
      const count = await tx.execute('delete from user_passkeys where user_id = $1 and id = $2', [
        person.userId,
        passkeyId,
      ]);
      if (count === 0) throw new NotFound('passkey');
      await noteFactorChange(tx, person, now, 'passkey.removed');
    });
  }
}
