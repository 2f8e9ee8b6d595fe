import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Stale } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type {
  LatePaymentSettingsBody,
  LatePaymentSettingsView,
} from './late-payment-settings.dto.js';
import { readLatePaymentSettings } from './late-payment-settings.reader.js';

/** Changes how the account reads the law. Claims are worked out anew wherever they are shown; what was sent stays. */
@Injectable()
export class ChangeLatePaymentSettings {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws Stale */
  execute(
    scope: AccountScope,
    version: number,
    body: LatePaymentSettingsBody,
  ): Promise<LatePaymentSettingsView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readLatePaymentSettings(tx, scope.accountId);
      if (before.version !== version) throw new Stale();
      const touched = await tx.execute(
        `insert into late_payment_settings as s (account_id, law_country, crediting, day_count, rounding, shift, maturity, transition_2020, compensation_base, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10 + 1)
         on conflict (account_id) do update set law_country = excluded.law_country, crediting = excluded.crediting, day_count = excluded.day_count,
           rounding = excluded.rounding, shift = excluded.shift, maturity = excluded.maturity, transition_2020 = excluded.transition_2020,
           compensation_base = excluded.compensation_base, version = excluded.version
         where s.version = $10`,
        [
          scope.accountId,
          body.lawCountry,
          body.crediting,
          body.dayCount,
          body.rounding,
          body.shift,
          body.maturity,
          body.transition2020,
          body.compensationBase,
          version,
        ],
      );
      if (touched === 0) throw new Stale();
      const after = await readLatePaymentSettings(tx, scope.accountId);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'late-payment-settings.changed',
        objectKind: 'account',
        objectId: scope.accountId,
        before,
        after,
      });
      return after;
    });
  }
}
