import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readWorkingSenders } from '../senders/sender.reader.js';
import { AbandonedNotices } from './abandoned-notices.js';
import { nothingCounted, readAccountObstacle } from './account-obstacle.js';
import { NoticeClaims } from './notice-claims.js';
import type { Turn } from './sender-turns.js';
import { SendThrough } from './send-through.js';

/** Works an account's outbox off, as far as it may leave now: each sender by itself, so that none waits for another. */
@Injectable()
export class SendNotices {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly abandoned: AbandonedNotices,
    private readonly claims: NoticeClaims,
    private readonly through: SendThrough,
  ) {}

  /**
   * @param signal aborted when the worker is to stop: what is under way is finished, nothing new is begun
   * @param turn which of two turns this is: it ends after a while, and what is left over waits for the other one; left out: no end
   */
  async execute(scope: AccountScope, signal: AbortSignal, turn?: Turn): Promise<void> {
    await this.abandoned.settle(scope);
    const sent = nothingCounted();
    const now = this.clock.now();
    const start = await this.tenancy.inAccount(scope, async (tx) => ({
      obstacle: await readAccountObstacle(tx, scope, now, sent),
      senders: await readWorkingSenders(tx, scope, this.sealer),
    }));
    if (start.obstacle !== null) return this.claims.shelve(scope, start.obstacle);
    const free = start.senders.filter(({ waitsUntil }) => waitsUntil === null || waitsUntil <= now);
    const runs = await Promise.allSettled(
      free.map((sender) => this.through.execute(scope, sender, sent, signal, turn)),
    );
    for (const run of runs) if (run.status === 'rejected') throw run.reason;
  }
}
