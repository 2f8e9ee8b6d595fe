import { Injectable } from '@nestjs/common';

import { SecondFactorCheck, type TypedCode } from '../second-factors/second-factor-check.js';
import { type OpenedSession, SessionOpener } from '../session-opener.js';
import type { Origin } from '../sessions/origin.js';
import { Tickets } from './tickets.js';

/** The second step of a sign-in: whoever holds the ticket has given the right password. */
@Injectable()
export class FinishSignIn {
  constructor(
    private readonly tickets: Tickets,
    private readonly check: SecondFactorCheck,
    private readonly sessions: SessionOpener,
  ) {}

  /** @throws Invalid `wrong-code`, DomainError `sign-in-expired` or `too-many-attempts` */
  async execute(ticket: string, typed: TypedCode, origin: Origin): Promise<OpenedSession> {
    const { userId } = await this.tickets.try(ticket, 'second-factor');
    await this.check.require(userId!, typed, origin);
    await this.tickets.take(ticket);
    return this.sessions.open(userId!, origin, { method: 'password', hasSecondFactor: true });
  }
}
