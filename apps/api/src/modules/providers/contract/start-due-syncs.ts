import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { StartSync } from '../sync/start-sync.js';

/** Starts the syncs whose hour has come, by each account's own clock. */
@Injectable()
export class StartDueSyncs {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly start: StartSync,
  ) {}

  /** @returns how many are on their way; two processes may call it at once */
  async execute(): Promise<number> {
    const due = await this.tenancy.withoutScope((tx) =>
      tx.query<{ account_id: string; connection_id: string }>(
        'select * from system_due_syncs($1, $2)',
        [this.clock.now(), this.clock.wallNow()],
      ),
    );
    for (const { account_id, connection_id } of due) {
      await this.start.execute(systemScope(account_id), connection_id, 'schedule');
    }
    return due.length;
  }
}
