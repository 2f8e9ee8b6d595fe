import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Stale } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { LimitationSettingsBody, LimitationSettingsView } from './limitation.dto.js';

/** Who has said nothing is warned by the shorter period, which is the careful reading, and a quarter ahead. */
const DEFAULTS: LimitationSettingsView = { claim: 'sale', warnDays: 90, version: 1 };

/** By which period the account's claims lapse, and when to warn. */
export async function readLimitationSettings(
  tx: Transaction,
  accountId: string,
): Promise<LimitationSettingsView> {
  const row = await tx.one<LimitationSettingsView>(
    'select claim, warn_days as "warnDays", version from limitation_settings where account_id = $1',
    [accountId],
  );
  return row ?? DEFAULTS;
}

@Injectable()
export class ChangeLimitationSettings {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws Stale */
  execute(
    scope: AccountScope,
    version: number,
    { claim, warnDays }: LimitationSettingsBody,
  ): Promise<LimitationSettingsView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readLimitationSettings(tx, scope.accountId);
      if (before.version !== version) throw new Stale();
      const touched = await tx.execute(
        `insert into limitation_settings as s (account_id, claim, warn_days, version) values ($1, $2, $3, $4 + 1)
         on conflict (account_id) do update set claim = excluded.claim, warn_days = excluded.warn_days, version = excluded.version
         where s.version = $4`,
        [scope.accountId, claim, warnDays, version],
      );
      if (touched === 0) throw new Stale();
      const after = { claim, warnDays, version: version + 1 };
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'limitation-settings.changed',
        objectKind: 'account',
        objectId: scope.accountId,
        before,
        after,
      });
      return after;
    });
  }
}
