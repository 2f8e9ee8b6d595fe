import { type ApiKeyText, makeApiKey } from '../../../platform/auth/api-key-text.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Makes a key and stores its hash. Only the answer has the key itself. */
export async function storeApiKey(
  tx: Transaction,
  scope: AccountScope,
  key: NewApiKey,
): Promise<ApiKeyText & { id: string }> {
  const text = makeApiKey();
  const row = await tx.one<{ id: string }>(
    `insert into api_keys (account_id, name, prefix, key_hash, scopes, created_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      scope.accountId,
      key.name,
      text.prefix,
      text.hash,
      key.scopes,
      actingUser(scope),
      key.createdAt,
      key.expiresAt,
    ],
  );
  return { ...text, id: row!.id };
}
