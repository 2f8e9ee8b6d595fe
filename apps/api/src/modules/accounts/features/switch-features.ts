import { Injectable } from '@nestjs/common';

import { FEATURES } from '../../../platform/auth/access-rule.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { FeatureList, FeatureView } from './features.dto.js';

/** What an account uses of the product. What is off is not there: no routes, no screens, no work by itself. */
@Injectable()
export class SwitchFeatures {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  list(scope: AccountScope): Promise<FeatureList> {
    return this.tenancy.inAccount(scope, async (tx) => ({ items: await readFeatures(tx, scope) }));
  }

  execute(scope: AccountScope, wanted: readonly FeatureView[]): Promise<FeatureList> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const before = await readFeatures(tx, scope);
      const changed = wanted.filter(
        ({ key, isOn }) => before.find((one) => one.key === key)?.isOn !== isOn,
      );
      for (const { key, isOn } of changed) {
        await tx.execute(
          `insert into account_features (account_id, feature, is_on, updated_at) values ($1, $2, $3, $4)
           on conflict (account_id, feature) do update set is_on = excluded.is_on, updated_at = excluded.updated_at`,
          [scope.accountId, key, isOn, now],
        );
        await audit(tx, scope, now, {
          action: isOn ? 'feature.switched-on' : 'feature.switched-off',
          objectKind: 'feature',
          objectId: key,
        });
      }
      return { items: await readFeatures(tx, scope) };
    });
  }
}

/** Every feature there is; one without a row is on. */
async function readFeatures(tx: Transaction, scope: AccountScope): Promise<FeatureView[]> {
  const off = await tx.query<{ feature: string }>(
    'select feature from account_features where account_id = $1 and not is_on',
    [scope.accountId],
  );
  return FEATURES.map((key) => ({ key, isOn: !off.some((row) => row.feature === key) }));
}
