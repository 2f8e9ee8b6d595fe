import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readNoteToSend } from '../../late-payment/contract/notes-to-send.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';
import { isStillTrue } from './is-still-true.js';
import { NoticeClaims } from './notice-claims.js';

/**
 * So long, in milliseconds, a look is good for. Between it and the text lie a connection to be opened and the server's
 * answers, which may take minutes, and a process may be stopped anywhere: money may have come meanwhile.
 */
const LOOK_LASTS_MS = 500;
/** Where even these take too long the letter waits for a better moment. */
const MOST_LOOKS = 3;

/** The look at a frozen notice when its server waits for the text. */
@Injectable()
export class LookAgain {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @param lookedAtMs when it was last looked at, by the clock of the process
   * @returns false where it says something that is not true any more, or another worker has it by now
   */
  async execute(scope: AccountScope, notice: ClaimedNotice, lookedAtMs: number): Promise<boolean> {
    let lookMs = lookedAtMs;
    for (let looks = 0; performance.now() - lookMs >= LOOK_LASTS_MS; looks += 1) {
      // a look that takes as long itself, or after which the process was stopped, is one more reason to look
      if (looks === MOST_LOOKS) return false;
      lookMs = performance.now();
      if (!(await this.look(scope, notice))) return false;
    }
    return true;
  }

  private async look(scope: AccountScope, notice: ClaimedNotice): Promise<boolean> {
    const now = this.clock.now();
    const at = { now, today: dayIn(notice.window.timeZone, now) };
    try {
      return await this.tenancy.inAccountByKeys(scope, async (tx) => {
        await this.claims.hold(tx, scope, notice, 'handing_over');
        if (notice.interestNoteId === null) return isStillTrue(tx, scope, at, notice);
        const note = await readNoteToSend(tx, scope.accountId, notice.interestNoteId, at.today);
        return typeof note !== 'string';
      });
    } catch (error) {
      if (error instanceof ClaimLost) return false;
      throw error;
    }
  }
}
