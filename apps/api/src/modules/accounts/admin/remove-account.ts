import { Injectable, Logger } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Removes accounts whose 30 days are over, whole. What they did stays in the installation's own audit trail. */
@Injectable()
export class RemoveAccount {
  private readonly logger = new Logger('accounts');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** The accounts whose day has come, by real time: moving the calendar of a demo deletes nothing. */
  async due(): Promise<string[]> {
    const rows = await this.tenancy.withoutScope((tx) =>
      tx.query<{ account_id: string }>('select account_id from system_due_removals($1)', [
        this.today(),
      ]),
    );
    return rows.map((row) => row.account_id);
  }

  /** @returns false when it is gone already, or was taken back meanwhile */
  async execute(accountId: string): Promise<boolean> {
    const isRemoved = await this.tenancy.withoutScope(async (tx) => {
      const row = await tx.one<{ removed: boolean }>(
        'select system_remove_account($1, $2) as removed',
        [accountId, this.today()],
      );
      if (row?.removed !== true) return false;
      await auditInstance(tx, this.clock.wallNow(), {
        actor: { kind: 'system' },
        action: 'account.removed',
        objectKind: 'account',
        objectId: accountId,
      });
      return true;
    });
    if (isRemoved) this.logger.warn({ accountId }, 'account removed, its 30 days are over');
    return isRemoved;
  }

  private today(): string {
    return this.clock.wallNow().toISOString().slice(0, 10);
  }
}
