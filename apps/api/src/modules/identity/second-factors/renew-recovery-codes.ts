import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { Person } from '../sessions/origin.js';
import { factorMethods } from './factor-methods.js';
import { noteFactorChange } from './note-factor-change.js';
import { renewRecoveryCodes } from './recovery-codes.js';

/** New recovery codes for somebody who has used some up, or lost the paper. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `no-second-factor`: there is nothing to recover */
  execute(person: Person): Promise<string[]> {
    const now = this.clock.wallNow();
    return this.tenancy.asUser(person.userId, async (tx) => {
      if ((await factorMethods(tx, person.userId)).length === 0) {
        throw new DomainError('conflict', 'no-second-factor', 'Set up a second factor first.');
      }
      const codes = await renewRecoveryCodes(tx, person.userId);
      await noteFactorChange(tx, person, now, 'recovery-codes.renewed');
      return codes;
    });
  }
}
