import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { anonymousFrom, type Origin } from '../sessions/origin.js';
import { mailLink } from './mail-link.js';
import { issueToken } from './one-time-token.js';

/** Mails a link to set another password. Whoever asks learns nothing about who has a sign-in here. */
@Injectable()
export class ForgotPassword {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
  ) {}

  /** @param address of whomever; with one that nobody has, the same is done but for the mail */
  async execute(address: string, origin: Origin): Promise<void> {
    const now = this.clock.wallNow();
    const user = await this.tenancy.ask<{ id: string }>('select id from system_find_user($1)', [
      address,
    ]);
    const userId = user?.id ?? randomUUID();
    await this.tenancy.asUser(userId, async (tx) => {
      const person = await tx.one<{ email: string }>('select email from users where id = $1', [
        userId,
      ]);
      const email = person?.email ?? address;
      const issued = await issueToken(tx, 'password-reset', userId, email, now);
      if (issued !== null)
        await mailLink(tx, this.sealer, { kind: 'password-reset', userId, to: email, issued, now });
      await auditInstance(tx, now, {
        actor: anonymousFrom(origin),
        action: 'password.reset-asked',
        objectKind: 'user',
        objectId: user?.id ?? null,
      });
    });
  }
}
