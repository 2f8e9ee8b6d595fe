import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import { letSenderWait, noteSenderWorks, pauseSender, type SenderWait } from './sender-wait.js';

/** Seconds one account may keep a worker's place busy before it has to queue again behind the others. */
const TURN_SECONDS = 20;
/** A wait longer than this is ended by the tick, which looks every minute. */
const LONGEST_ALARM_SECONDS = 90;

/** Jobs of one sender follow each other under two keys in turn. */
export type Turn = 0 | 1;

/** When senders may send: in turn with those of other accounts, and not while they have to wait. */
@Injectable()
export class SenderTurns {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** When a turn that begins now is over, in real time. */
  endOfTurn(): Date {
    return new Date(this.clock.wallNow().getTime() + TURN_SECONDS * 1000);
  }

  isOver(endsAt: Date | null): boolean {
    return endsAt !== null && this.clock.wallNow() >= endsAt;
  }

  /** There is more to send, behind whoever waits for a turn now. */
  async queueAgain(scope: AccountScope, sender: WorkingSender, turn?: Turn): Promise<void> {
    await this.wakeOther(scope, sender, turn, 0);
  }

  /** Its limit is reached: it goes on at the moment there is room again. */
  async wait(
    scope: AccountScope,
    sender: WorkingSender,
    turn: Turn | undefined,
    wait: SenderWait,
  ): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) => letSenderWait(tx, scope, sender.id, wait));
    const seconds = Math.ceil((wait.until.getTime() - this.clock.now().getTime()) / 1000);
    if (seconds <= LONGEST_ALARM_SECONDS) await this.wakeOther(scope, sender, turn, seconds);
  }

  /** Its server cannot be used. */
  async pause(scope: AccountScope, sender: WorkingSender): Promise<void> {
    const now = this.clock.now();
    await this.tenancy.inAccount(scope, (tx) => pauseSender(tx, scope, sender, now));
  }

  /** Its server is back. */
  async noteWorks(scope: AccountScope, sender: WorkingSender): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) => noteSenderWorks(tx, scope, sender.id));
  }

  /** Under a key of its own: the one of the job that asks is taken, and there are never more than two a sender. */
  private async wakeOther(
    { accountId }: AccountScope,
    sender: WorkingSender,
    turn: Turn | undefined,
    afterSeconds: number,
  ): Promise<void> {
    const other = turn === 1 ? 0 : 1;
    const key = `${accountId} ${sender.id} ${other}`;
    await this.jobs.wake('send-notices', key, { accountId, turn: other }, afterSeconds);
  }
}
