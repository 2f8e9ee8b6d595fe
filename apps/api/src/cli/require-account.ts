import type { INestApplicationContext } from '@nestjs/common';

import { NotFound } from '../platform/http/domain-error.js';
import type { AccountScope } from '../platform/tenancy/account-scope.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';

/**
 * The scope of a command in an account that is there.
 *
 * @throws NotFound
 */
export async function requireAccount(
  app: INestApplicationContext,
  accountId: string,
): Promise<{ scope: AccountScope; tenancy: Tenancy }> {
  const tenancy = app.get(Tenancy);
  const rows = await tenancy.withoutScope((tx) =>
    tx.query<{ account_id: string }>('select * from system_account_ids()'),
  );
  if (!rows.some((row) => row.account_id === accountId)) throw new NotFound('account');
  return { tenancy, scope: { accountId, actor: { kind: 'command' } } };
}
