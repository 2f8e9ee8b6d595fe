import type { INestApplicationContext } from '@nestjs/common';
import { InvalidArgumentError } from 'commander';

import { NotFound } from '../platform/http/domain-error.js';
import type { AccountScope } from '../platform/tenancy/account-scope.js';
import { Tenancy } from '../platform/tenancy/tenancy.js';

export interface SyncTarget {
  readonly scope: AccountScope;
  readonly connectionId: string;
}

/**
 * The connection a command means: the one it names, else the account's only one.
 *
 * @throws NotFound
 */
export async function connectionOf(
  app: INestApplicationContext,
  { account, connection }: { readonly account: string; readonly connection?: string },
): Promise<SyncTarget> {
  const scope: AccountScope = { accountId: account, actor: { kind: 'command' } };
  if (connection !== undefined) return { scope, connectionId: connection };
  const rows = await app
    .get(Tenancy)
    .inAccount(scope, (tx) =>
      tx.query<{ id: string }>('select id from connections where account_id = $1', [account]),
    );
  if (rows.length === 0) throw new NotFound('connection of this account');
  if (rows.length > 1)
    throw new InvalidArgumentError(
      'The account has several connections; name one with --connection.',
    );
  return { scope, connectionId: rows[0]!.id };
}
